using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor reshape(params long[] shape) => Dispatch.Call("reshape", this, shape);

        public Tensor view(params long[] shape) => Dispatch.Call("view", this, shape);

        public Tensor view_as(Tensor other) => Dispatch.Call("view_as", this, other);

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

        public Tensor squeeze_(long? dim = null) => dim is { } d ? Dispatch.CallInPlace("squeeze_.dim", this, d) : Dispatch.CallInPlace("squeeze_", this);

        public Tensor unsqueeze(long dim) => Dispatch.Call("unsqueeze", this, dim);

        public Tensor unsqueeze_(long dim) => Dispatch.CallInPlace("unsqueeze_", this, dim);

        public Tensor transpose(long dim0, long dim1) => Dispatch.Call("transpose.int", this, dim0, dim1);

        public Tensor transpose_(long dim0, long dim1) => Dispatch.CallInPlace("transpose_", this, dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor t() => Dispatch.Call("t", this);

        public Tensor T => Dispatch.Call("numpy_T", this);

        public Tensor mT => Dispatch.Call("mT", this);

        public Tensor H => Dispatch.Call("matrix_H", this);

        public Tensor permute(params long[] permutation) => Dispatch.Call("permute", this, permutation);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor movedim(long[] source, long[] destination) => Dispatch.Call("movedim.intlist", this, source, destination);

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor expand(params long[] sizes) => Dispatch.Call("expand", this, sizes);

        public Tensor expand(long[] sizes, bool isImplicit = false) => Dispatch.Call("expand", this, sizes, isImplicit);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);

        public Tensor expand_as(Tensor other) => Dispatch.Call("expand_as", this, other);

        public Tensor broadcast_to(params long[] shape) => Dispatch.Call("broadcast_to", this, shape);

        public Tensor repeat(params long[] sizes) => Dispatch.Call("repeat", this, sizes);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Dispatch.Call("repeat_interleave.self_int", this, repeats, dim, output_size);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => Dispatch.Call("repeat_interleave.self_Tensor", this, repeats, dim, output_size);

        public Tensor tile(long[] reps) => Dispatch.Call("tile", this, reps);

        public Tensor flip(params long[] dims) => Dispatch.Call("flip", this, dims);

        public Tensor fliplr() => Dispatch.Call("fliplr", this);

        public Tensor flipud() => Dispatch.Call("flipud", this);

        public Tensor roll(long shifts, long? dims = null) => Dispatch.Call("roll", this, shifts, dims is { } d ? new[] { d } : []);

        public Tensor roll(long[] shifts, long[] dims) => Dispatch.Call("roll", this, shifts, dims);

        public Tensor narrow(long dim, long start, long length) => Dispatch.Call("narrow", this, dim, start, length);

        public Tensor select(long dim, long index) => Dispatch.Call("select.int", this, dim, index);

        public Tensor slice(long dim, long start, long finish, long step) => Dispatch.Call("slice.Tensor", this, dim, start, finish, step);

        public Tensor unfold(long dimension, long size, long step) => Dispatch.Call("unfold", this, dimension, size, step);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) => Dispatch.Call("as_strided", this, size, strides, storageOffset);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Dispatch.Call("diagonal", this, offset, dim1, dim2);

        public Tensor diag(long diagonal = 0) => Dispatch.Call("diag", this, diagonal);

        public Tensor tril(long diagonal = 0) => Dispatch.Call("tril", this, diagonal);

        public Tensor triu(long diagonal = 0) => Dispatch.Call("triu", this, diagonal);

        public Tensor ravel() => Dispatch.Call("ravel", this);

        public Tensor[] split(long size, int dim = 0) => Dispatch.CallList("split.Tensor", this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0) => Dispatch.CallList("split_with_sizes", this, sizes, dim);

        public Tensor[] split(params long[] sizes) => split(sizes, 0L);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);

        public Tensor[] tensor_split(long size, long dim = 0) => Dispatch.CallList("tensor_split.sections", this, size, dim);

        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Dispatch.CallList("tensor_split.indices", this, sizes, dim);

        public Tensor[] chunk(long chunks, long dim = 0) => Dispatch.CallList("chunk", this, chunks, dim);

        public Tensor[] unbind(long dimension = 0) => Dispatch.CallList("unbind.int", this, dimension);
    }
}
