using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor square() => Dispatch.Call("square", this);

        public Tensor angle() => Dispatch.Call("angle", this);

        public Tensor isnan() => Dispatch.Call("isnan", this);

        public Tensor isinf() => Dispatch.Call("isinf", this);

        public Tensor isfinite() => Dispatch.Call("isfinite", this);

        public Tensor logical_not() => Dispatch.Call("logical_not", this);

        public Tensor bitwise_not() => Dispatch.Call("bitwise_not", this);

        public Tensor conj() => Dispatch.Call("conj", this);

        public Tensor resolve_conj() => Dispatch.Call("resolve_conj", this);

        public Tensor resolve_neg() => Dispatch.Call("resolve_neg", this);

        public Tensor positive() => Dispatch.Call("positive", this);

        public Tensor isneginf() => Dispatch.Call("isneginf", this);

        public Tensor isposinf() => Dispatch.Call("isposinf", this);

        public Tensor absolute() => abs();

        public Tensor negative() => neg();

        public Tensor real => Dispatch.Call("real", this);

        public Tensor imag => Dispatch.Call("imag", this);

        public Tensor view_as_real() => Dispatch.Call("view_as_real", this);

        public Tensor view_as_complex() => Dispatch.Call("view_as_complex", this);

        public Tensor round(long decimals = 0) => Dispatch.Call("round.decimals", this, decimals);

        public Tensor round_(long decimals = 0) => Dispatch.CallInPlace("round_.decimals", this, decimals);

        public Tensor log_sigmoid() => Dispatch.Call("log_sigmoid", this);

        public Tensor gelu() => Dispatch.Call("gelu", this);

        public Tensor leaky_relu(Scalar negative_slope) => Dispatch.Call("leaky_relu", this, negative_slope);

        public Tensor elu(double alpha = 1) => Dispatch.Call("elu", this, alpha);

        public Tensor softplus(double beta = 1, double threshold = 20) => Dispatch.Call("softplus", this, beta, threshold);

        public Tensor threshold(Scalar threshold, Scalar value) => Dispatch.Call("threshold", this, threshold, value);

        public Tensor glu(long dim = -1) => Dispatch.Call("glu", this, dim);

        public Tensor prelu(Tensor target) => Dispatch.Call("prelu", this, target);

        public Tensor logit(double? eps = null) => Dispatch.Call("logit", this, eps);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Dispatch.Call("nan_to_num", this, nan, posinf, neginf);

        public Tensor clamp(Scalar min = null, Scalar max = null) => Dispatch.Call("clamp", this, min, max);

        public Tensor clamp(Tensor min = null, Tensor max = null) => Dispatch.Call("clamp.Tensor", this, min, max);

        public Tensor clamp_min(Scalar min) => Dispatch.Call("clamp_min", this, min);

        public Tensor clamp_max(Scalar max) => Dispatch.Call("clamp_max", this, max);

        public Tensor clamp_(Scalar min = null, Scalar max = null) => Dispatch.CallInPlace("clamp_", this, min, max);

        public Tensor clamp_(Tensor min = null, Tensor max = null) => Dispatch.CallInPlace("clamp_.Tensor", this, min, max);

        public Tensor clamp_min_(Scalar min) => Dispatch.CallInPlace("clamp_min_", this, min);

        public Tensor clamp_max_(Scalar max) => Dispatch.CallInPlace("clamp_max_", this, max);

        public Tensor clip(Scalar min = null, Scalar max = null) => clamp(min, max);
    }
}
