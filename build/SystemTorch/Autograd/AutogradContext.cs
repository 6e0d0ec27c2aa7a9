using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What the forward of a custom function leaves for its backward.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> _data = [];
            private int _savedCount;

            internal AutogradContext()
            {
            }

            /// <summary>The native node, which outlives no graph: valid while the graph is built or runs.</summary>
            internal IntPtr Node { get; set; }

            internal List<Tensor> ToSave { get; private set; } = [];

            public void save_for_backward(List<Tensor> tensors) => ToSave = tensors;

            public void save_data(string key, object value) => _data[key] = value;

            public object get_data(string key) => _data.GetValueOrDefault(key);

            public unsafe List<Tensor> get_saved_variables()
            {
                var handles = new IntPtr[_savedCount];
                fixed (IntPtr* start = handles)
                    NativeMethods.Check(NativeMethods.SavedInNode(Node, start, handles.Length));
                return [.. handles.Select(handle => handle == IntPtr.Zero ? null : new Tensor(handle))];
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) => _data.Clear();

            /// <summary>Hands the tensors to the node, which knows how to hold its own outputs without a cycle.</summary>
            internal unsafe void Save(IntPtr owner)
            {
                var handles = ToSave.Select(tensor => tensor is null || tensor.IsInvalid ? IntPtr.Zero : tensor.Handle).ToArray();
                fixed (IntPtr* start = handles)
                    NativeMethods.Check(NativeMethods.SaveInNode(owner, start, handles.Length));
                GC.KeepAlive(ToSave);
                _savedCount = handles.Length;
                ToSave = [];
            }
        }
    }
}
