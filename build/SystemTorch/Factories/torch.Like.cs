using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Like("zeros_like", input, dtype, device, requires_grad, names);

    private static Tensor Like(string name, Tensor input, ScalarType? dtype, Device device, bool requires_grad, string[] names)
    {
        RefuseNames(names);
        return Track(Dispatch.Call(name, input, dtype, Argument.Default, device), requires_grad);
    }

    public partial class Tensor
    {
        public Tensor zeros_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.zeros_like(this, dtype, device, requires_grad);
    }
}
