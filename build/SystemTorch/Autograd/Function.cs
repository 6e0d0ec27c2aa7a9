namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>An operator whose backward is written in C#.</summary>
        public abstract class Function<T> where T : Function<T>, new()
        {
            private static readonly T Instance = new();

            public abstract string Name { get; }

            public static List<Tensor> apply_internal(params object[] vars)
            {
                var inputs = vars.OfType<Tensor>().Where(tensor => !tensor.IsInvalid).ToList();
                var call = new FunctionCall(Instance.Name, Instance.RunBackward, vars);
                if (!is_grad_enabled() || !inputs.Any(tensor => tensor.requires_grad))
                {
                    using (no_grad())
                        return FunctionCall.Plain(inputs, Instance.RunForward(call.Context, vars));
                }

                using var node = call.CreateNode(inputs);
                List<Tensor> outputs;
                using (no_grad())
                    outputs = Instance.RunForward(call.Context, vars);
                return call.Attach(node, inputs, outputs);
            }

            internal abstract List<Tensor> RunForward(AutogradContext ctx, object[] vars);

            internal abstract List<Tensor> RunBackward(AutogradContext ctx, List<Tensor> grad_outputs);
        }

        public abstract class SingleTensorFunction<T> : Function<T> where T : SingleTensorFunction<T>, new()
        {
            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal sealed override List<Tensor> RunForward(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            internal sealed override List<Tensor> RunBackward(AutogradContext ctx, List<Tensor> grad_outputs) =>
                backward(ctx, grad_outputs[0]);
        }

        public abstract class MultiTensorFunction<T> : Function<T> where T : MultiTensorFunction<T>, new()
        {
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal sealed override List<Tensor> RunForward(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            internal sealed override List<Tensor> RunBackward(AutogradContext ctx, List<Tensor> grad_outputs) =>
                backward(ctx, grad_outputs);
        }
    }
}
