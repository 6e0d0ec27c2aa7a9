using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients together so that their common norm is at most <paramref name="max_norm"/>.</summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var scope = NewDisposeScope();
                using var noGrad = no_grad();
                var grads = tensors.Select(parameter => parameter.grad).Where(grad => grad is not null).ToList();
                if (grads.Count == 0)
                    return 0;

                var norms = grads.Select(grad => Norm(grad, norm_type)).ToArray();
                var total = norms.Length == 1 ? norms[0] : Norm(Dispatch.Call("stack", norms), norm_type);
                var scale = Dispatch.Call("add.Scalar", total, 1e-6);
                scale = Dispatch.Call("mul.Scalar", Dispatch.Call("reciprocal", scale), max_norm);
                scale = Dispatch.Call("clamp_max", scale, 1.0);
                foreach (var grad in grads)
                    Dispatch.CallInPlace("mul_.Tensor", grad, scale);
                return total.to(ScalarType.Float64).item<double>();
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var noGrad = no_grad();
                foreach (var parameter in tensors)
                {
                    using var grad = parameter.grad;
                    if (grad is not null)
                        Dispatch.CallInPlace("clamp_", grad, -clip_value, clip_value);
                }
            }

            private static Tensor Norm(Tensor tensor, double p) => double.IsPositiveInfinity(p)
                ? Dispatch.Call("max", Dispatch.Call("abs", tensor))
                : Dispatch.Call("norm.Scalar", tensor, p);
        }
    }
}
