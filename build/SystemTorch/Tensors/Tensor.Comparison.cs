using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Dispatch.Call("eq.Tensor", this, target);

        public Tensor eq(Scalar target) => Dispatch.Call("eq.Scalar", this, target);

        public Tensor lt(Tensor target) => Dispatch.Call("lt.Tensor", this, target);

        public Tensor lt(Scalar target) => Dispatch.Call("lt.Scalar", this, target);

        public Tensor gt(Tensor target) => Dispatch.Call("gt.Tensor", this, target);

        public Tensor gt(Scalar target) => Dispatch.Call("gt.Scalar", this, target);

        public Tensor ge(Scalar target) => Dispatch.Call("ge.Scalar", this, target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor equal(Tensor target) => eq(target);

        public Tensor bitwise_and(Tensor other) => Dispatch.Call("bitwise_and.Tensor", this, other);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Dispatch.CallBool("allclose", this, target, rtol, atol, equal_nan);

        public bool Equals(Tensor target) => target is not null && Dispatch.CallBool("equal", this, target);

        public Tensor where(Tensor condition, Tensor y) => Dispatch.Call("where.self", condition, this, y);
    }
}
