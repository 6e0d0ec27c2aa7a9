using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor gather(long dim, Tensor index) => Dispatch.Call("gather", this, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Dispatch.Call("scatter.src", this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Dispatch.CallInPlace("scatter_.src", this, dim, index, src);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Dispatch.Call("scatter_add", this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Dispatch.CallInPlace("scatter_add_", this, dim, index, src);

        public Tensor index_select(long dim, Tensor index) => Dispatch.Call("index_select", this, dim, index);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Dispatch.Call("index_add", this, dim, index, source, alpha);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Dispatch.CallInPlace("index_add_", this, dim, index, source, alpha);

        public Tensor index_copy(long dim, Tensor index, Tensor source) => Dispatch.Call("index_copy", this, dim, index, source);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Dispatch.CallInPlace("index_copy_", this, dim, index, source);

        public Tensor index_fill(long dim, Tensor index, Scalar value) => Dispatch.Call("index_fill.int_Scalar", this, dim, index, value);

        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Dispatch.CallInPlace("index_fill_.int_Scalar", this, dim, index, value);

        public Tensor masked_fill(Tensor mask, Scalar value) => Dispatch.Call("masked_fill.Scalar", this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Dispatch.CallInPlace("masked_fill_.Scalar", this, mask, value);

        public Tensor masked_select(Tensor mask) => Dispatch.Call("masked_select", this, mask);

        public Tensor take(Tensor index) => Dispatch.Call("take", this, index);

        public Tensor take_along_dim(Tensor indices, long dim) => Dispatch.Call("take_along_dim", this, indices, dim);

        public Tensor nonzero() => Dispatch.Call("nonzero", this);

        public Tensor argwhere() => Dispatch.Call("argwhere", this);

        public Tensor fill_(Scalar value) => Dispatch.CallInPlace("fill_.Scalar", this, value);

        /// <summary>Writes in place, and returns another object over the same numbers, as TorchSharp does.</summary>
        public Tensor zero_() => Dispatch.Call("zero_", this);

        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Dispatch.Call("bucketize.Tensor", this, boundaries, outInt32, right);

        public Tensor uniform_(double from, double to, Generator generator = null) => Dispatch.CallInPlace("uniform_", this, from, to, generator);

        public Tensor normal_(double mean = 0, double std = 1, Generator generator = null) => Dispatch.CallInPlace("normal_", this, mean, std, generator);

        public Tensor bernoulli_(double p = 0.5, Generator generator = null) => Dispatch.CallInPlace("bernoulli_.float", this, p, generator);

        public Tensor bernoulli(Generator generator = null) => Dispatch.Call("bernoulli", this, generator);

        public Tensor exponential_(double lambda = 1, Generator generator = null) => Dispatch.CallInPlace("exponential_", this, lambda, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator generator = null) => Dispatch.Call("multinomial", this, num_samples, replacement, generator);
    }
}
