using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor reshape(params long[] shape) => Dispatch.Call("reshape", this, shape);

        public Tensor view(params long[] shape) => Dispatch.Call("view", this, shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Dispatch.Call("flatten.using_ints", this, start_dim, end_dim);

        /// <summary>Splits a dimension; like TorchSharp it takes no negative dimension.</summary>
        public Tensor unflatten(long dim, params long[] sizes)
        {
            if (dim < 0 || dim >= ndim)
                throw new ArgumentException($"Invalid 'dim' argument: {dim}.");
            var former = shape;
            return reshape([.. former[..(int)dim], .. sizes, .. former[((int)dim + 1)..]]);
        }

        public Tensor squeeze(long? dim = null) => dim is { } d ? Dispatch.Call("squeeze.dim", this, d) : Dispatch.Call("squeeze", this);

        public Tensor unsqueeze(long dim) => Dispatch.Call("unsqueeze", this, dim);

        public Tensor transpose(long dim0, long dim1) => Dispatch.Call("transpose.int", this, dim0, dim1);

        public Tensor t() => Dispatch.Call("t", this);

        public Tensor T => Dispatch.Call("numpy_T", this);

        public Tensor H => Dispatch.Call("matrix_H", this);

        public Tensor permute(params long[] permutation) => Dispatch.Call("permute", this, permutation);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor expand(params long[] sizes) => Dispatch.Call("expand", this, sizes);

        public Tensor expand(long[] sizes, bool isImplicit = false) => Dispatch.Call("expand", this, sizes, isImplicit);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);

        public Tensor repeat(params long[] sizes) => Dispatch.Call("repeat", this, sizes);

        public Tensor tile(long[] reps) => Dispatch.Call("tile", this, reps);

        public Tensor flip(params long[] dims) => Dispatch.Call("flip", this, dims);

        public Tensor narrow(long dim, long start, long length) => Dispatch.Call("narrow", this, dim, start, length);

        public Tensor select(long dim, long index) => Dispatch.Call("select.int", this, dim, index);

        public Tensor slice(long dim, long start, long finish, long step) => Dispatch.Call("slice.Tensor", this, dim, start, finish, step);

        public Tensor unfold(long dimension, long size, long step) => Dispatch.Call("unfold", this, dimension, size, step);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Dispatch.Call("diagonal", this, offset, dim1, dim2);

        public Tensor[] split(long size, int dim = 0) => Dispatch.CallList("split.Tensor", this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0) => Dispatch.CallList("split_with_sizes", this, sizes, dim);

        public Tensor[] split(params long[] sizes) => split(sizes, 0L);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);

        public Tensor[] chunk(long chunks, long dim = 0) => Dispatch.CallList("chunk", this, chunks, dim);

        public Tensor[] unbind(long dimension = 0) => Dispatch.CallList("unbind.int", this, dimension);
    }
}
