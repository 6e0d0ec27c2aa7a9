using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, Generator generator = null, string[] names = null)
    {
        RefuseNames(names);
        var result = Dispatch.Call("randint.low_generator", low, high, size, generator, dtype ?? ScalarType.Int64,
            Argument.Default, device ?? get_default_device());
        return Track(result, requires_grad);
    }

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, Generator generator = null, string[] names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randperm(long n, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null) =>
        Track(Dispatch.Call("randperm.generator", n, generator, dtype ?? ScalarType.Int64, Argument.Default, device ?? get_default_device()), requires_grad);
}
