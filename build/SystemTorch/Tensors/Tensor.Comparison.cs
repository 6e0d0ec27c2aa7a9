using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Dispatch.Call("eq.Tensor", this, target);

        public Tensor eq(Scalar target) => Dispatch.Call("eq.Scalar", this, target);

        public Tensor ne(Tensor target) => Dispatch.Call("ne.Tensor", this, target);

        public Tensor ne(Scalar target) => Dispatch.Call("ne.Scalar", this, target);

        public Tensor lt(Tensor target) => Dispatch.Call("lt.Tensor", this, target);

        public Tensor lt(Scalar target) => Dispatch.Call("lt.Scalar", this, target);

        public Tensor le(Tensor target) => Dispatch.Call("le.Tensor", this, target);

        public Tensor le(Scalar target) => Dispatch.Call("le.Scalar", this, target);

        public Tensor gt(Tensor target) => Dispatch.Call("gt.Tensor", this, target);

        public Tensor gt(Scalar target) => Dispatch.Call("gt.Scalar", this, target);

        public Tensor ge(Tensor target) => Dispatch.Call("ge.Tensor", this, target);

        public Tensor ge(Scalar target) => Dispatch.Call("ge.Scalar", this, target);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor equal(Tensor target) => eq(target);

        public Tensor logical_and(Tensor other) => Dispatch.Call("logical_and", this, other);

        public Tensor logical_or(Tensor other) => Dispatch.Call("logical_or", this, other);

        public Tensor logical_xor(Tensor other) => Dispatch.Call("logical_xor", this, other);

        public Tensor bitwise_and(Tensor other) => Dispatch.Call("bitwise_and.Tensor", this, other);

        public Tensor bitwise_or(Tensor other) => Dispatch.Call("bitwise_or.Tensor", this, other);

        public Tensor bitwise_xor(Tensor other) => Dispatch.Call("bitwise_xor.Tensor", this, other);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Dispatch.Call("isclose", this, other, rtol, atol, nanEqual);

        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Dispatch.Call("isin.Tensor_Tensor", this, test_elements, assumeUnique, invert);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Dispatch.CallBool("allclose", this, target, rtol, atol, equal_nan);

        public bool Equals(Tensor target) => target is not null && Dispatch.CallBool("equal", this, target);

        public Tensor where(Tensor condition, Tensor y) => Dispatch.Call("where.self", condition, this, y);
    }
}
