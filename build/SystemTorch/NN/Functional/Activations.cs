using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) =>
                inplace ? Aliased(Dispatch.CallInPlace("relu_", x)) : Dispatch.Call("relu", x);

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Aliased(Dispatch.CallInPlace("leaky_relu_", input, negative_slope)) : Dispatch.Call("leaky_relu", input, negative_slope);

            // In TorchSharp 0.107 the input stays as it is even in place.
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => Dispatch.Call("elu", x, alpha);

            public static Tensor gelu(Tensor x) => gelu(x, Modules.GELU.Approximate.none);

            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

            public static Tensor gelu(Tensor x, Modules.GELU.Approximate approximate, bool inplace = false)
            {
                var name = approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none";
                return inplace ? Aliased(Dispatch.CallInPlace("gelu_", x, name)) : Dispatch.Call("gelu", x, name);
            }

            public static Tensor silu(Tensor x, bool inplace = false) =>
                inplace ? Aliased(Dispatch.CallInPlace("silu_", x)) : Dispatch.Call("silu", x);

            public static Tensor sigmoid(Tensor x) => Dispatch.Call("sigmoid", x);

            public static Tensor sigmoid(Tensor x, bool inplace) =>
                inplace ? Aliased(Dispatch.CallInPlace("sigmoid_", x)) : sigmoid(x);

            public static Tensor tanh(Tensor x, bool inplace = false) =>
                inplace ? Aliased(Dispatch.CallInPlace("tanh_", x)) : Dispatch.Call("tanh", x);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) =>
                Dispatch.Call("softmax.int", input, dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => Dispatch.Call("log_softmax.int", x, dim);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Aliased(Dispatch.CallInPlace("dropout_", input, p, training)) : Dispatch.Call("dropout", input, p, training);

            /// <summary>Zeroes whole channels of [N, C, H, W] or [C, H, W].</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                var name = inplace ? "feature_dropout_" : "feature_dropout";
                if (input.dim() == 4)
                    return inplace ? Aliased(Dispatch.CallInPlace(name, input, p, training)) : Dispatch.Call(name, input, p, training);

                using var batch = Dispatch.Call("unsqueeze", input, 0);
                using var dropped = Dispatch.Call(name, batch, p, training);
                return Dispatch.Call("squeeze.dim", dropped, 0);
            }

            // An operation in place gives back a new object on the same data, so that both may be disposed.
            private static Tensor Aliased(Tensor tensor) => Dispatch.Call("alias", tensor);
        }
    }
}
