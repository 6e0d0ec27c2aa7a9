using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Tensors;

public class ErrorTests
{
    [Fact]
    public void A_native_error_arrives_as_ExternalException_with_libtorchs_message()
    {
        using var x = zeros(2, 3);

        var error = Assert.Throws<ExternalException>(() => x.mm(x));

        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_a_factory_or_in_backward_arrives_likewise()
    {
        using var x = zeros(2, requires_grad: true);

        Assert.Throws<ExternalException>(() => zeros(-1));
        var error = Assert.Throws<ExternalException>(() => (x * 2).backward());
        Assert.Contains("grad can be implicitly created only for scalar outputs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_tensor_throws_at_every_use()
    {
        var x = zeros(2);
        using var y = zeros(2);
        x.Dispose();

        Assert.Throws<InvalidOperationException>(() => x.shape);
        Assert.Throws<InvalidOperationException>(() => x.exp());
        Assert.Throws<InvalidOperationException>(() => x.add_(1));
        Assert.Throws<InvalidOperationException>(() => y + x);
        Assert.Throws<InvalidOperationException>(() => cat([y, x]));
        Assert.Throws<InvalidOperationException>(() => x.data<float>());
        Assert.Throws<InvalidOperationException>(() => x[0]);
        Assert.Throws<InvalidOperationException>(() => x.requires_grad = true);
        Assert.True(x.IsInvalid);
        x.Dispose();
    }

    [Fact]
    public void A_tensor_stays_usable_after_an_error_in_its_operation()
    {
        using var x = ones(2, 3);

        Assert.Throws<ExternalException>(() => x.reshape(5));
        Assert.Equal(6f, x.sum().item<float>());
    }
}
