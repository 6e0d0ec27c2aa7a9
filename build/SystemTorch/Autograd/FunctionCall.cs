using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>One application of a custom function. The native node keeps it alive as long as the graph lives.</summary>
        private sealed unsafe class FunctionCall(
            string name, Func<AutogradContext, List<Tensor>, List<Tensor>> backward, object[] arguments)
        {
            private readonly bool[] _isTensor = [.. arguments.Select(argument => argument is Tensor { IsInvalid: false })];
            private (long[] Shape, ScalarType Type, Device Device)[] _outputs;

            internal AutogradContext Context { get; } = new();

            internal NodeHandle CreateNode(List<Tensor> inputs)
            {
                var handles = inputs.Select(tensor => tensor.Handle).ToArray();
                var self = GCHandle.Alloc(this);
                fixed (IntPtr* start = handles)
                {
                    NativeMethods.Check(NativeMethods.CreateNode(&Backward, &Release, GCHandle.ToIntPtr(self), name,
                        start, handles.Length, out var node));
                    GC.KeepAlive(inputs);
                    Context.Node = NativeMethods.NodeAddress(node);
                    return new NodeHandle(node);
                }
            }

            /// <summary>The outputs of a call that no gradient flows through: never the inputs themselves.</summary>
            internal static List<Tensor> Plain(List<Tensor> inputs, List<Tensor> outputs) =>
                [.. outputs.Select(output => In(inputs, output) ? output.alias() : output)];

            internal List<Tensor> Attach(NodeHandle node, List<Tensor> inputs, List<Tensor> outputs)
            {
                _outputs = [.. outputs.Select(output => (output.shape, output.dtype, output.device))];
                var attached = new List<Tensor>();
                foreach (var output in outputs)
                {
                    NativeMethods.Check(NativeMethods.AttachToNode(node.Handle, output.Handle, In(inputs, output) ? 1 : 0, out var result));
                    GC.KeepAlive(output);
                    attached.Add(new Tensor(result));
                }
                Context.Save(node.Handle);
                return attached;
            }

            private static bool In(List<Tensor> tensors, Tensor sought) => tensors.Any(tensor => ReferenceEquals(tensor, sought));

            private List<Tensor> Gradients(List<Tensor> grads)
            {
                for (var i = 0; i < grads.Count; i++)
                    grads[i] ??= zeros(_outputs[i].Shape, _outputs[i].Type, _outputs[i].Device);
                var gradients = backward(Context, grads);
                while (gradients.Count > _isTensor.Length && gradients[^1] is null)
                    gradients = gradients[..^1];
                if (gradients.Count != _isTensor.Length)
                    throw new InvalidOperationException($"Function {name} returned an incorrect number of gradients (expected {_isTensor.Length}, got {gradients.Count}).");
                return [.. gradients.Where((_, i) => _isTensor[i])];
            }

            [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
            private static byte* Backward(IntPtr context, IntPtr* grads, int gradCount, IntPtr* results, int resultCount)
            {
                try
                {
                    var call = (FunctionCall)GCHandle.FromIntPtr(context).Target;
                    var received = new List<Tensor>();
                    for (var i = 0; i < gradCount; i++)
                        received.Add(grads[i] == IntPtr.Zero ? null : new Tensor(grads[i]));
                    var gradients = call.Gradients(received);
                    for (var i = 0; i < resultCount && i < gradients.Count; i++)
                        results[i] = gradients[i] is null ? IntPtr.Zero : NativeMethods.ShareTensor(gradients[i].Handle);
                    GC.KeepAlive(gradients);
                    return null;
                }
                catch (Exception exception)
                {
                    return NativeMethods.NativeCopy($"{exception.GetType().Name} in the backward of a custom function: {exception.Message}");
                }
            }

            [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
            private static void Release(IntPtr context) => GCHandle.FromIntPtr(context).Free();
        }

        /// <summary>The managed share in a native node, held while its outputs are attached.</summary>
        private sealed class NodeHandle(IntPtr handle) : IDisposable
        {
            internal IntPtr Handle { get; } = handle;

            public void Dispose() => NativeMethods.FreeNode(Handle);
        }
    }
}
