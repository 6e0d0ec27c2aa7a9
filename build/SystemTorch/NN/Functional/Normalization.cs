#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null,
                Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1E-05) =>
                Dispatch.Call("batch_norm", input, weight, bias, running_mean, running_var, training, momentum, eps, false);

            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05) =>
                Dispatch.Call("layer_norm", input, normalized_shape, weight, bias, eps);

            /// <summary>Divides by the p-norm along an axis, at least <paramref name="eps"/>.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1E-12)
            {
                using var norm = Dispatch.Call("norm.ScalarOpt_dim", input, p, new[] { dim }, true);
                using var denominator = Dispatch.Call("clamp_min", norm, eps);
                return Dispatch.Call("div.Tensor", input, denominator);
            }

            private static string Sizes(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
        }
    }
}
