using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Dispatch.Call("abs", this);

        public Tensor cos() => Dispatch.Call("cos", this);

        public Tensor exp() => Dispatch.Call("exp", this);

        public Tensor expm1() => Dispatch.Call("expm1", this);

        public Tensor floor() => Dispatch.Call("floor", this);

        public Tensor log() => Dispatch.Call("log", this);

        public Tensor log10() => Dispatch.Call("log10", this);

        public Tensor log1p() => Dispatch.Call("log1p", this);

        public Tensor log2() => Dispatch.Call("log2", this);

        public Tensor neg() => Dispatch.Call("neg", this);

        public Tensor reciprocal() => Dispatch.Call("reciprocal", this);

        public Tensor sigmoid() => Dispatch.Call("sigmoid", this);

        public Tensor sign() => Dispatch.Call("sign", this);

        public Tensor sin() => Dispatch.Call("sin", this);

        public Tensor sinc() => Dispatch.Call("sinc", this);

        public Tensor sqrt() => Dispatch.Call("sqrt", this);

        public Tensor tanh() => Dispatch.Call("tanh", this);

        public Tensor relu() => Dispatch.Call("relu", this);

        public Tensor silu() => Dispatch.Call("silu", this);

        public Tensor square() => Dispatch.Call("square", this);

        public Tensor angle() => Dispatch.Call("angle", this);

        public Tensor isfinite() => Dispatch.Call("isfinite", this);

        public Tensor bitwise_not() => Dispatch.Call("bitwise_not", this);

        public Tensor conj() => Dispatch.Call("conj", this);

        public Tensor resolve_conj() => Dispatch.Call("resolve_conj", this);

        public Tensor resolve_neg() => Dispatch.Call("resolve_neg", this);

        public Tensor positive() => Dispatch.Call("positive", this);

        public Tensor absolute() => abs();

        public Tensor negative() => neg();

        public Tensor real => Dispatch.Call("real", this);

        public Tensor imag => Dispatch.Call("imag", this);

        public Tensor view_as_real() => Dispatch.Call("view_as_real", this);

        public Tensor view_as_complex() => Dispatch.Call("view_as_complex", this);

        public Tensor round(long decimals = 0) => Dispatch.Call("round.decimals", this, decimals);

        public Tensor gelu() => Dispatch.Call("gelu", this);

        public Tensor leaky_relu(Scalar negative_slope) => Dispatch.Call("leaky_relu", this, negative_slope);

        public Tensor elu(double alpha = 1) => Dispatch.Call("elu", this, alpha);

        public Tensor clamp(Scalar min = null, Scalar max = null) => Dispatch.Call("clamp", this, min, max);

        public Tensor clamp(Tensor min = null, Tensor max = null) => Dispatch.Call("clamp.Tensor", this, min, max);

        public Tensor clamp_min(Scalar min) => Dispatch.Call("clamp_min", this, min);

        public Tensor clamp_max(Scalar max) => Dispatch.Call("clamp_max", this, max);

        public Tensor clamp_(Scalar min = null, Scalar max = null) => Dispatch.CallInPlace("clamp_", this, min, max);

        public Tensor clamp_(Tensor min = null, Tensor max = null) => Dispatch.CallInPlace("clamp_.Tensor", this, min, max);

        public Tensor clip(Scalar min = null, Scalar max = null) => clamp(min, max);
    }
}
