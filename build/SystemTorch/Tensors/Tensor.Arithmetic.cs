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

        public Tensor fmod(Tensor target) => Dispatch.Call("fmod.Tensor", this, target);

        public Tensor fmod(Scalar scalar) => Dispatch.Call("fmod.Scalar", this, scalar);

        public Tensor floor_divide(Tensor other) => Dispatch.Call("floor_divide", this, other);

        public Tensor floor_divide(Scalar other) => Dispatch.Call("floor_divide.Scalar", this, other);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Dispatch.Call("addcmul", this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Dispatch.Call("addcdiv", this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Dispatch.Call("addcdiv", this, tensor1, tensor2);

        public Tensor lerp(Tensor end, Tensor weight) => Dispatch.Call("lerp.Tensor", this, end, weight);

        public Tensor add_(Tensor target) => Dispatch.CallInPlace("add_.Tensor", this, target);

        public Tensor add_(Tensor target, Scalar alpha) => Dispatch.CallInPlace("add_.Tensor", this, target, alpha);

        public Tensor add_(Scalar scalar) => Dispatch.CallInPlace("add_.Scalar", this, scalar);

        public Tensor add_(Scalar scalar, Scalar alpha) => Dispatch.CallInPlace("add_.Scalar", this, scalar, alpha);

        public Tensor sub_(Tensor target) => Dispatch.CallInPlace("sub_.Tensor", this, target);

        public Tensor sub_(Scalar target) => Dispatch.CallInPlace("sub_.Scalar", this, target);

        public Tensor mul_(Tensor target) => Dispatch.CallInPlace("mul_.Tensor", this, target);

        public Tensor mul_(Scalar target) => Dispatch.CallInPlace("mul_.Scalar", this, target);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Dispatch.CallInPlace("div_.Tensor_mode", this, target, Text(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Dispatch.CallInPlace("div_.Scalar_mode", this, target, Text(rounding_mode));

        public Tensor pow_(Tensor exponent) => Dispatch.CallInPlace("pow_.Tensor", this, exponent);

        public Tensor pow_(Scalar exponent) => Dispatch.CallInPlace("pow_.Scalar", this, exponent);

        public Tensor remainder_(Tensor target) => Dispatch.CallInPlace("remainder_.Tensor", this, target);

        public Tensor remainder_(Scalar scalar) => Dispatch.CallInPlace("remainder_.Scalar", this, scalar);

        public Tensor fmod_(Tensor target) => Dispatch.CallInPlace("fmod_.Tensor", this, target);

        public Tensor fmod_(Scalar scalar) => Dispatch.CallInPlace("fmod_.Scalar", this, scalar);

        public Tensor floor_divide_(Tensor other) => Dispatch.CallInPlace("floor_divide_.Tensor", this, other);

        public Tensor floor_divide_(Scalar other) => Dispatch.CallInPlace("floor_divide_.Scalar", this, other);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Dispatch.CallInPlace("addcmul_", this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Dispatch.CallInPlace("addcdiv_", this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Dispatch.CallInPlace("addcdiv_", this, tensor1, tensor2);

        public Tensor lerp_(Tensor end, Tensor weight) => Dispatch.CallInPlace("lerp_.Tensor", this, end, weight);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor atan2(Tensor other) => Dispatch.Call("atan2", this, other);

        public Tensor hypot(Tensor other) => Dispatch.Call("hypot", this, other);

        public Tensor maximum(Tensor other) => Dispatch.Call("maximum", this, other);

        public Tensor minimum(Tensor other) => Dispatch.Call("minimum", this, other);

        public Tensor fmax(Tensor other) => Dispatch.Call("fmax", this, other);

        public Tensor fmin(Tensor other) => Dispatch.Call("fmin", this, other);

        public Tensor logaddexp(Tensor other) => Dispatch.Call("logaddexp", this, other);

        public Tensor logaddexp2(Tensor other) => Dispatch.Call("logaddexp2", this, other);

        public Tensor copysign(Tensor other) => Dispatch.Call("copysign", this, other);

        public Tensor heaviside(Tensor other) => Dispatch.Call("heaviside", this, other);

        public Tensor xlogy(Tensor y) => Dispatch.Call("xlogy.Tensor", this, y);

        private static string Text(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();
    }
}
