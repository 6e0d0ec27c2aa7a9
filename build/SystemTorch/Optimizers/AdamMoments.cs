using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What Adam and AdamW share: the running moments and the step that they give.</summary>
internal static class AdamMoments
{
    internal static void Validate(double lr, double beta1, double beta2, double eps, double decay)
    {
        if (lr < 0)
            throw new ArgumentException($"Invalid learning rate: {lr}");
        if (eps < 0)
            throw new ArgumentException($"Invalid ε: {eps}");
        if (beta1 is < 0 or >= 1)
            throw new ArgumentException($"Invalid beta1: {beta1}");
        if (beta2 is < 0 or >= 1)
            throw new ArgumentException($"Invalid beta2: {beta2}");
        if (decay < 0)
            throw new ArgumentException($"Invalid weight_decay value: {decay}");
    }

    internal static Tensor ZerosLike(Parameter parameter) => Dispatch.Call("zeros_like", parameter).DetachFromDisposeScope();

    /// <summary>
    /// m = β1·m + (1 - β1)·g, v = β2·v + (1 - β2)·g², p = p - lr/(1 - β1ᵗ) · m / (√v/√(1 - β2ᵗ) + ε).
    /// With a largest v (AMSGrad) that one divides.
    /// </summary>
    internal static void Update(Parameter parameter, Tensor grad, Tensor mean, Tensor square, Tensor largest, long step,
        double rate, double beta1, double beta2, double eps)
    {
        Dispatch.CallInPlace("mul_.Scalar", mean, beta1);
        Dispatch.CallInPlace("add_.Tensor", mean, grad, 1 - beta1);
        Dispatch.CallInPlace("mul_.Scalar", square, beta2);
        Dispatch.CallInPlace("addcmul_", square, grad, grad, 1 - beta2);
        if (largest is not null)
            Dispatch.CallVoid("maximum.out", largest, square, largest);

        using var scale = Dispatch.Call("sqrt", largest ?? square);
        Dispatch.CallInPlace("div_.Scalar", scale, Math.Sqrt(1 - Math.Pow(beta2, step)));
        Dispatch.CallInPlace("add_.Scalar", scale, eps);
        Dispatch.CallInPlace("addcdiv_", parameter, mean, scale, -rate / (1 - Math.Pow(beta1, step)));
    }
}
