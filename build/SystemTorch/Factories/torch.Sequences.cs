using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false)
    {
        dtype ??= is_integral(start.Type) && is_integral(stop.Type) && is_integral(step.Type)
            ? ScalarType.Int64
            : get_default_dtype();
        return Track(Dispatch.Call("arange.start_step", start, stop, step, dtype, Argument.Default, device ?? get_default_device()), requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false) =>
        Track(Dispatch.Call("linspace", start, end, steps, dtype ?? get_default_dtype(), Argument.Default, device ?? get_default_device()), requires_grad);

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null,
        Device device = null, bool requires_grad = false) =>
        Track(Dispatch.Call("logspace", start, end, steps, @base, dtype ?? get_default_dtype(), Argument.Default, device ?? get_default_device()), requires_grad);

    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null)
    {
        RefuseNames(names);
        return Track(Dispatch.Call("eye.m", rows, columns < 0 ? rows : columns, dtype ?? get_default_dtype(), Argument.Default, device ?? get_default_device()), requires_grad);
    }

    public static Tensor hann_window(long len, bool periodic = true, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false) =>
        Track(Dispatch.Call("hann_window.periodic", len, periodic, dtype ?? get_default_dtype(), Argument.Default, device ?? get_default_device()), requires_grad);

    private static Tensor Track(Tensor tensor, bool requires_grad) => requires_grad ? tensor.requires_grad_() : tensor;
}
