using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Dispatch.Call("sum", this, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Dispatch.Call("sum.dim_IntList", this, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Dispatch.Call("mean", this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Dispatch.Call("mean.dim", this, dimensions, keepdim, type);

        public Tensor std(bool unbiased = true) => Dispatch.Call("std", this, unbiased);

        /// <summary>Ignores <paramref name="type"/>, as TorchSharp does.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Dispatch.Call("std.dim", this, dimensions, unbiased, keepdim);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => Dispatch.Call("var", this, unbiased);

        /// <summary>Ignores <paramref name="type"/>, as TorchSharp does.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Dispatch.Call("var.dim", this, dimensions, unbiased, keepdim);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);

        public Tensor max() => Dispatch.Call("max", this);

        public Tensor max(Tensor other) => Dispatch.Call("max.other", this, other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Dispatch.Call2("max.dim", this, dim, keepdim);

        public Tensor min() => Dispatch.Call("min", this);

        public Tensor min(Tensor other) => Dispatch.Call("min.other", this, other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Dispatch.Call2("min.dim", this, dim, keepdim);

        public Tensor amax(params long[] dims) => Dispatch.Call("amax", this, dims);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor @out = null) => AmaxInto(dims, keepdim, @out);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor @out = null) => AmaxInto(dims.ToArray(), keepdim, @out);

        public Tensor argmax() => Dispatch.Call("argmax", this);

        public Tensor argmax(long dim, bool keepdim = false) => Dispatch.Call("argmax", this, dim, keepdim);

        public Tensor all() => Dispatch.Call("all", this);

        public Tensor all(long dim, bool keepdim = false) => Dispatch.Call("all.dim", this, dim, keepdim);

        public Tensor any() => Dispatch.Call("any", this);

        public Tensor any(long dim, bool keepdim = false) => Dispatch.Call("any.dim", this, dim, keepdim);

        public Tensor norm(float p = 2) => Dispatch.Call("norm.Scalar", this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Dispatch.Call("norm.ScalarOpt_dim", this, p, dim, keepdim);

        public Tensor logsumexp(long dim, bool keepdim = false) => Dispatch.Call("logsumexp", this, dim, keepdim);

        public Tensor cumsum(long dim, ScalarType? type = null) => Dispatch.Call("cumsum", this, dim, type);

        public Tensor diff(long n = 1, long dim = -1, Tensor prepend = null, Tensor append = null) =>
            n == 1
                ? Dispatch.Call("diff", this, n, dim, prepend, append)
                : throw new NotImplementedException("TorchSharp has the first difference only.");

        public Tensor softmax(long dim, ScalarType? dtype = null) => Dispatch.Call("softmax.int", this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Dispatch.Call("log_softmax.int", this, dim, dtype);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => Dispatch.Call2("sort.stable", this, stable, dim, descending);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Dispatch.Call2("topk", this, k, dim, largest, sorted);

        public (Tensor values, Tensor indexes) mode(long dim = -1, bool keepdim = false) => Dispatch.Call2("mode", this, dim, keepdim);

        private Tensor AmaxInto(long[] dims, bool keepdim, Tensor result) => result is null ? Dispatch.Call("amax", this, dims, keepdim) : Dispatch.Call("amax.out", this, dims, keepdim, result);
    }
}
