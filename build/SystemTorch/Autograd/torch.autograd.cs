using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static unsafe partial class autograd
    {
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var of = Handles(outputs);
            var by = Handles(inputs);
            var seeds = Handles(grad_outputs);
            var results = new IntPtr[by.Length];
            fixed (IntPtr* ofs = of, bys = by, seed = seeds, result = results)
            {
                NativeMethods.Check(NativeMethods.Grad(ofs, of.Length, bys, by.Length, seed, seeds.Length,
                    retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, result));
            }
            KeepAlive(outputs, inputs, grad_outputs);
            return results.Select(handle => new Tensor(handle)).ToList();
        }

        public static void backward(IList<Tensor> tensors, IList<Tensor> grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor> inputs = null)
        {
            var of = Handles(tensors);
            var seeds = Handles(grad_tensors);
            var by = Handles(inputs);
            fixed (IntPtr* ofs = of, seed = seeds, bys = by)
            {
                NativeMethods.Check(NativeMethods.Backward(ofs, of.Length, seed, seeds.Length,
                    retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, bys, by.Length));
            }
            KeepAlive(tensors, grad_tensors, inputs);
        }

        public static void backward(Tensor tensor, IList<Tensor> grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor> inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor> inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        private static IntPtr[] Handles(IList<Tensor> tensors) =>
            tensors?.Select(tensor => tensor?.Handle ?? IntPtr.Zero).ToArray() ?? [];

        private static void KeepAlive(params IList<Tensor>[] lists)
        {
            foreach (var list in lists)
                GC.KeepAlive(list);
        }
    }

    public partial class Tensor
    {
        public void backward() => autograd.backward([this]);

        public void backward(IList<Tensor> grad_tensors = null, bool retain_graph = false, bool create_graph = false,
            IList<Tensor> inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Dispatch.Call("detach", this);

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);
    }
}
