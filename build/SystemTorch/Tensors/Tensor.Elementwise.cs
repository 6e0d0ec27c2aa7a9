using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Dispatch.Call("abs", this);

        public Tensor abs_() => Dispatch.CallInPlace("abs_", this);

        public Tensor acos() => Dispatch.Call("acos", this);

        public Tensor acos_() => Dispatch.CallInPlace("acos_", this);

        public Tensor asin() => Dispatch.Call("asin", this);

        public Tensor asin_() => Dispatch.CallInPlace("asin_", this);

        public Tensor atan() => Dispatch.Call("atan", this);

        public Tensor atan_() => Dispatch.CallInPlace("atan_", this);

        public Tensor acosh() => Dispatch.Call("acosh", this);

        public Tensor acosh_() => Dispatch.CallInPlace("acosh_", this);

        public Tensor asinh() => Dispatch.Call("asinh", this);

        public Tensor asinh_() => Dispatch.CallInPlace("asinh_", this);

        public Tensor atanh() => Dispatch.Call("atanh", this);

        public Tensor atanh_() => Dispatch.CallInPlace("atanh_", this);

        public Tensor ceil() => Dispatch.Call("ceil", this);

        public Tensor ceil_() => Dispatch.CallInPlace("ceil_", this);

        public Tensor cos() => Dispatch.Call("cos", this);

        public Tensor cos_() => Dispatch.CallInPlace("cos_", this);

        public Tensor cosh() => Dispatch.Call("cosh", this);

        public Tensor cosh_() => Dispatch.CallInPlace("cosh_", this);

        public Tensor deg2rad() => Dispatch.Call("deg2rad", this);

        public Tensor deg2rad_() => Dispatch.CallInPlace("deg2rad_", this);

        public Tensor rad2deg() => Dispatch.Call("rad2deg", this);

        public Tensor rad2deg_() => Dispatch.CallInPlace("rad2deg_", this);

        public Tensor digamma() => Dispatch.Call("digamma", this);

        public Tensor digamma_() => Dispatch.CallInPlace("digamma_", this);

        public Tensor erf() => Dispatch.Call("erf", this);

        public Tensor erf_() => Dispatch.CallInPlace("erf_", this);

        public Tensor erfc() => Dispatch.Call("erfc", this);

        public Tensor erfc_() => Dispatch.CallInPlace("erfc_", this);

        public Tensor erfinv() => Dispatch.Call("erfinv", this);

        public Tensor erfinv_() => Dispatch.CallInPlace("erfinv_", this);

        public Tensor exp() => Dispatch.Call("exp", this);

        public Tensor exp_() => Dispatch.CallInPlace("exp_", this);

        public Tensor exp2() => Dispatch.Call("exp2", this);

        public Tensor exp2_() => Dispatch.CallInPlace("exp2_", this);

        public Tensor expm1() => Dispatch.Call("expm1", this);

        public Tensor expm1_() => Dispatch.CallInPlace("expm1_", this);

        public Tensor floor() => Dispatch.Call("floor", this);

        public Tensor floor_() => Dispatch.CallInPlace("floor_", this);

        public Tensor frac() => Dispatch.Call("frac", this);

        public Tensor frac_() => Dispatch.CallInPlace("frac_", this);

        public Tensor lgamma() => Dispatch.Call("lgamma", this);

        public Tensor lgamma_() => Dispatch.CallInPlace("lgamma_", this);

        public Tensor log() => Dispatch.Call("log", this);

        public Tensor log_() => Dispatch.CallInPlace("log_", this);

        public Tensor log10() => Dispatch.Call("log10", this);

        public Tensor log10_() => Dispatch.CallInPlace("log10_", this);

        public Tensor log1p() => Dispatch.Call("log1p", this);

        public Tensor log1p_() => Dispatch.CallInPlace("log1p_", this);

        public Tensor log2() => Dispatch.Call("log2", this);

        public Tensor log2_() => Dispatch.CallInPlace("log2_", this);

        public Tensor neg() => Dispatch.Call("neg", this);

        public Tensor neg_() => Dispatch.CallInPlace("neg_", this);

        public Tensor reciprocal() => Dispatch.Call("reciprocal", this);

        public Tensor reciprocal_() => Dispatch.CallInPlace("reciprocal_", this);

        public Tensor rsqrt() => Dispatch.Call("rsqrt", this);

        public Tensor rsqrt_() => Dispatch.CallInPlace("rsqrt_", this);

        public Tensor sigmoid() => Dispatch.Call("sigmoid", this);

        public Tensor sigmoid_() => Dispatch.CallInPlace("sigmoid_", this);

        public Tensor sign() => Dispatch.Call("sign", this);

        public Tensor sign_() => Dispatch.CallInPlace("sign_", this);

        public Tensor sgn() => Dispatch.Call("sgn", this);

        public Tensor sgn_() => Dispatch.CallInPlace("sgn_", this);

        public Tensor sin() => Dispatch.Call("sin", this);

        public Tensor sin_() => Dispatch.CallInPlace("sin_", this);

        public Tensor sinc() => Dispatch.Call("sinc", this);

        public Tensor sinc_() => Dispatch.CallInPlace("sinc_", this);

        public Tensor sinh() => Dispatch.Call("sinh", this);

        public Tensor sinh_() => Dispatch.CallInPlace("sinh_", this);

        public Tensor sqrt() => Dispatch.Call("sqrt", this);

        public Tensor sqrt_() => Dispatch.CallInPlace("sqrt_", this);

        public Tensor tan() => Dispatch.Call("tan", this);

        public Tensor tan_() => Dispatch.CallInPlace("tan_", this);

        public Tensor tanh() => Dispatch.Call("tanh", this);

        public Tensor tanh_() => Dispatch.CallInPlace("tanh_", this);

        public Tensor trunc() => Dispatch.Call("trunc", this);

        public Tensor trunc_() => Dispatch.CallInPlace("trunc_", this);

        public Tensor relu() => Dispatch.Call("relu", this);

        public Tensor relu_() => Dispatch.CallInPlace("relu_", this);

        public Tensor relu6() => Dispatch.Call("relu6", this);

        public Tensor relu6_() => Dispatch.CallInPlace("relu6_", this);

        public Tensor silu() => Dispatch.Call("silu", this);

        public Tensor silu_() => Dispatch.CallInPlace("silu_", this);

        public Tensor selu() => Dispatch.Call("selu", this);

        public Tensor selu_() => Dispatch.CallInPlace("selu_", this);

        public Tensor hardsigmoid() => Dispatch.Call("hardsigmoid", this);

        public Tensor hardsigmoid_() => Dispatch.CallInPlace("hardsigmoid_", this);

        public Tensor hardswish() => Dispatch.Call("hardswish", this);

        public Tensor hardswish_() => Dispatch.CallInPlace("hardswish_", this);
    }
}
