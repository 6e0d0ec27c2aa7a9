namespace MusicCnn.SystemTorch.Tests.Conformance;

public class ConformanceTests
{
    private static IEnumerable<string> Binding => Signatures.Of(typeof(TorchSharp.torch).Assembly);

    [Fact]
    public void Every_visible_member_of_the_binding_stands_in_the_listing_of_TorchSharp()
    {
        var unknown = Binding.Where(line => !Listing.Lines.Contains(line)).ToList();

        Assert.True(unknown.Count == 0, "TorchSharp 0.107.0 does not have:\n" + string.Join("\n", unknown));
    }

    [Fact]
    public void The_excerpt_of_the_listing_holds_nothing_that_the_binding_lacks()
    {
        var superfluous = Listing.Lines.Except(Binding, StringComparer.Ordinal).ToList();

        Assert.True(superfluous.Count == 0, "Remake the excerpt (README.md beside it); not in the binding:\n" + string.Join("\n", superfluous));
    }

    [Fact]
    public void The_comparison_covers_the_whole_binding() => Assert.InRange(Binding.Count(), 500, 5_000);

    /// <summary>The test of the test: members that TorchSharp does not have are found, and only those.</summary>
    [Fact]
    public void Misspelt_members_are_found()
    {
        var impostor = typeof(Impostor.DisposeScopeManager);

        var unknown = Signatures.Of(impostor)
            .Select(line => line.Replace(impostor.Namespace + ".", "TorchSharp.", StringComparison.Ordinal))
            .Where(line => !Listing.Lines.Contains(line));

        Assert.Equal(
            [
                "TorchSharp.DisposeScopeManager :: protected static void Hidden()",
                "TorchSharp.DisposeScopeManager :: public static TorchSharp.ThreadDisposeScopeStatistics Statistic { get; }",
            ],
            unknown.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("TorchSharp.torch :: public static TorchSharp.torch.Tensor Zeros(long[] size)")]
    [InlineData("TorchSharp.torch :: public static TorchSharp.torch.Tensor hann_window(long len, bool periodic = false, TorchSharp.torch.ScalarType? dtype = null, TorchSharp.torch.Device device = null, bool requires_grad = false)")]
    [InlineData("TorchSharp.torch :: public static TorchSharp.torch.Tensor hann_window(long length, bool periodic = true, TorchSharp.torch.ScalarType? dtype = null, TorchSharp.torch.Device device = null, bool requires_grad = false)")]
    [InlineData("TorchSharp.torch :: public TorchSharp.torch.Tensor hann_window(long len, bool periodic = true, TorchSharp.torch.ScalarType? dtype = null, TorchSharp.torch.Device device = null, bool requires_grad = false)")]
    public void A_wrong_name_default_parameter_or_modifier_is_not_in_the_listing(string line) => Assert.DoesNotContain(line, Listing.Lines);

    [Fact]
    public void Signatures_are_printed_as_the_listing_prints_them()
    {
        var printed = Binding.ToHashSet(StringComparer.Ordinal);

        Assert.Contains("TorchSharp.torch :: public static TorchSharp.torch.Tensor hann_window(long len, bool periodic = true, TorchSharp.torch.ScalarType? dtype = null, TorchSharp.torch.Device device = null, bool requires_grad = false)", printed);
        Assert.Contains("sealed class TorchSharp.Utils.TensorAccessor<T> : IDisposable, IEnumerable<T>, System.Collections.IEnumerable", printed);
        Assert.Contains("TorchSharp.torch.Tensor :: public TorchSharp.torch.Tensor TensorItems[params TorchSharp.torch.TensorIndex[] indices] { get; set; }", printed);
        Assert.Contains("TorchSharp.torch.Tensor :: protected override void Finalize()", printed);
        Assert.Contains("TorchSharp.torch.ScalarType :: ComplexFloat32 = 9", printed);
    }
}
