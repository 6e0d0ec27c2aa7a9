using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Dispatch.Call("add.Tensor", this, target);

        public Tensor add(Tensor target, Scalar alpha) => Dispatch.Call("add.Tensor", this, target, alpha);

        public Tensor add(Scalar scalar) => Dispatch.Call("add.Scalar", this, scalar);

        public Tensor add(Scalar scalar, Scalar alpha) => Dispatch.Call("add.Scalar", this, scalar, alpha);

        public Tensor sub(Tensor target) => Dispatch.Call("sub.Tensor", this, target);

        public Tensor sub(Scalar target) => Dispatch.Call("sub.Scalar", this, target);

        public Tensor mul(Tensor target) => Dispatch.Call("mul.Tensor", this, target);

        public Tensor mul(Scalar target) => Dispatch.Call("mul.Scalar", this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Dispatch.Call("div.Tensor_mode", this, target, Text(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Dispatch.Call("div.Scalar_mode", this, target, Text(rounding_mode));

        public Tensor pow(Tensor exponent) => Dispatch.Call("pow.Tensor_Tensor", this, exponent);

        public Tensor pow(Scalar exponent) => Dispatch.Call("pow.Tensor_Scalar", this, exponent);

        public Tensor remainder(Tensor target) => Dispatch.Call("remainder.Tensor", this, target);

        public Tensor remainder(Scalar scalar) => Dispatch.Call("remainder.Scalar", this, scalar);

        public Tensor add_(Tensor target) => Dispatch.CallInPlace("add_.Tensor", this, target);

        public Tensor add_(Tensor target, Scalar alpha) => Dispatch.CallInPlace("add_.Tensor", this, target, alpha);

        public Tensor add_(Scalar scalar) => Dispatch.CallInPlace("add_.Scalar", this, scalar);

        public Tensor add_(Scalar scalar, Scalar alpha) => Dispatch.CallInPlace("add_.Scalar", this, scalar, alpha);

        public Tensor sub_(Tensor target) => Dispatch.CallInPlace("sub_.Tensor", this, target);

        public Tensor sub_(Scalar target) => Dispatch.CallInPlace("sub_.Scalar", this, target);

        public Tensor mul_(Tensor target) => Dispatch.CallInPlace("mul_.Tensor", this, target);

        public Tensor mul_(Scalar target) => Dispatch.CallInPlace("mul_.Scalar", this, target);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor maximum(Tensor other) => Dispatch.Call("maximum", this, other);

        public Tensor fmax(Tensor other) => Dispatch.Call("fmax", this, other);

        public Tensor fmin(Tensor other) => Dispatch.Call("fmin", this, other);

        private static string Text(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();
    }
}
