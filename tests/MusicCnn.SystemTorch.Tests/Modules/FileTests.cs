using System.Text;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class FileTests
{
    [Fact]
    public void A_small_file_has_exactly_the_bytes_of_its_description()
    {
        using var module = new Tiny();
        using var stream = new MemoryStream();

        module.save(stream);

        byte[] expected =
        [
            2,                                                                      // entries
            4, .. Encoding.UTF8.GetBytes("gain"),                                   // length and key
            6, 2, 1, 2,                                                             // Float32, rank, sizes
            .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f),
            5, .. Encoding.UTF8.GetBytes("steps"),
            4, 0,                                                                   // Int64, a scalar
            .. BitConverter.GetBytes(300L),
        ];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void Counts_and_sizes_above_127_take_two_bytes()
    {
        using var linear = nn.Linear(200, 1, hasBias: false);
        using var stream = new MemoryStream();

        linear.save(stream);

        Assert.Equal([1, 6, .. "weight"u8, 6, 2, 1, 0xC8, 0x01], stream.ToArray()[..13]);
    }

    [Fact]
    public void What_is_saved_is_loaded()
    {
        using var source = Net();
        using var target = Net();
        source.call(ones(4, 1, 8));
        var path = Path.GetTempFileName();
        try
        {
            source.save(path);
            var loaded = new Dictionary<string, bool>();
            Assert.Same(target, target.load(path, loadedParameters: loaded));

            Assert.Equal(source.state_dict().Keys, loaded.Keys);
            Assert.All(loaded.Values, Assert.True);
        }
        finally
        {
            File.Delete(path);
        }
        foreach (var (key, tensor) in source.state_dict())
            Assert.Equal(Expect.Values(tensor), Expect.Values(target.state_dict()[key]));
    }

    [Fact]
    public void Loading_another_network_says_what_does_not_fit()
    {
        var file = Saved(Net());
        using var smaller = nn.Sequential(nn.Linear(2, 2));
        using var renamed = nn.Sequential(("c", nn.Conv1d(1, 2, 3)), ("norm", nn.BatchNorm1d(2)));
        using var resized = nn.Sequential(("conv", nn.Conv1d(1, 2, 5)), ("norm", nn.BatchNorm1d(2)));
        using var retyped = Net().to(ScalarType.Float64);

        Assert.Contains("expected 2, but found 7", Assert.Throws<ArgumentException>(() => Load(smaller, file)).Message, StringComparison.Ordinal);
        Assert.Contains("'conv.weight'", Assert.Throws<ArgumentException>(() => Load(renamed, file)).Message, StringComparison.Ordinal);
        Assert.Contains("shape", Assert.Throws<ArgumentException>(() => Load(resized, file)).Message, StringComparison.Ordinal);
        Assert.Contains("data types", Assert.Throws<ArgumentException>(() => Load(retyped, file)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => smaller.load(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));
    }

    [Fact]
    public void A_lenient_load_takes_what_fits_and_skips_the_rest()
    {
        using var source = Net();
        using var target = nn.Sequential(("norm", nn.BatchNorm1d(2)), ("other", nn.Linear(1, 1)));
        source.call(ones(4, 1, 8));
        using var stream = new MemoryStream(Saved(source));

        target.load(stream, strict: false);

        Assert.Equal(Expect.Values(source.state_dict()["norm.running_mean"]), Expect.Values(target.state_dict()["norm.running_mean"]));
    }

    [Fact]
    public void Skipped_keys_are_neither_saved_nor_loaded()
    {
        using var source = nn.Linear(2, 1);
        using var target = nn.Linear(2, 1);
        var before = Expect.Values(target.weight);
        using var stream = new MemoryStream();
        using var all = new MemoryStream(Saved(source));

        source.save(stream, skip: ["weight"]);
        target.load(all, skip: ["weight"]);

        Assert.Equal([1, 4, .. "bias"u8], stream.ToArray()[..6]);
        Assert.Equal(before, Expect.Values(target.weight));
        Assert.Equal(Expect.Values(source.bias!), Expect.Values(target.bias!));
    }

    [Fact]
    public void A_state_dictionary_is_copied_not_shared()
    {
        using var source = nn.Linear(2, 1);
        using var target = nn.Linear(2, 1);

        var (missing, unexpected) = target.load_state_dict(source.state_dict());
        source.weight.detach().zero_();

        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.NotEqual([0, 0], Expect.Values(target.weight));
        Assert.True(target.weight.is_leaf);
    }

    [Fact]
    public void A_strict_state_dictionary_must_match_and_a_lenient_one_tells_the_difference()
    {
        using var target = nn.Linear(2, 1);
        var state = new Dictionary<string, Tensor> { ["weight"] = ones(1, 2), ["extra"] = ones(1) };

        Assert.Throws<InvalidOperationException>(() => target.load_state_dict(state));
        var (missing, unexpected) = target.load_state_dict(state, strict: false);

        Assert.Equal(["bias"], missing);
        Assert.Equal(["extra"], unexpected);
        Expect.Close([1, 1], target.weight);
    }

    private static Sequential Net() => nn.Sequential(("conv", nn.Conv1d(1, 2, 3)), ("norm", nn.BatchNorm1d(2)));

    private static byte[] Saved(nn.Module module)
    {
        using var stream = new MemoryStream();
        module.save(stream);
        return stream.ToArray();
    }

    private static nn.Module Load(nn.Module module, byte[] file) => module.load(new MemoryStream(file));

    private sealed class Tiny : nn.Module<Tensor, Tensor>
    {
        public Tiny() : base(nameof(Tiny))
        {
            register_parameter("gain", nn.Parameter(tensor(new[] { 1.5f, -2f }, [1, 2])));
            register_buffer("steps", tensor(300L));
        }

        public override Tensor forward(Tensor input) => input.alias();
    }
}
