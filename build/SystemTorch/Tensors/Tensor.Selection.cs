using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor gather(long dim, Tensor index) => Dispatch.Call("gather", this, dim, index);

        public Tensor index_select(long dim, Tensor index) => Dispatch.Call("index_select", this, dim, index);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Dispatch.Call("index_add", this, dim, index, source, alpha);

        public Tensor take(Tensor index) => Dispatch.Call("take", this, index);

        public Tensor fill_(Scalar value) => Dispatch.CallInPlace("fill_.Scalar", this, value);

        /// <summary>Writes in place, and returns another object over the same numbers, as TorchSharp does.</summary>
        public Tensor zero_() => Dispatch.Call("zero_", this);

        public Tensor uniform_(double from, double to, Generator generator = null) => Dispatch.CallInPlace("uniform_", this, from, to, generator);

        public Tensor normal_(double mean = 0, double std = 1, Generator generator = null) => Dispatch.CallInPlace("normal_", this, mean, std, generator);
    }
}
