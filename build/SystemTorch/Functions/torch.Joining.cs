using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Dispatch.Call("cat", tensors.ToArray(), dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => Dispatch.Call("cat", tensors, dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Dispatch.Call("cat", tensors.ToArray(), dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Dispatch.Call("stack", tensors.ToArray(), dim);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Dispatch.Call("where.self", condition, x, y);

    public static Tensor[] where(Tensor condition) =>
        condition.dtype == ScalarType.Bool
            ? Dispatch.CallList("where", condition)
            : throw new ArgumentException("The condition to 'where' must be a boolean tensor.");

    public static Tensor einsum(string equation, params Tensor[] tensors) => Dispatch.Call("einsum", equation, tensors);

    public static Tensor complex(Tensor real, Tensor imag) => Dispatch.Call("complex", real, imag);

    public static Tensor polar(Tensor abs, Tensor angle) => Dispatch.Call("polar", abs, angle);
}
