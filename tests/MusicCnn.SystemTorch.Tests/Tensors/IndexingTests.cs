using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Tensors;

public class IndexingTests
{
    private static long[] Values(Tensor tensor) => tensor.data<long>().ToArray();

    [Fact]
    public void Numbers_ranges_and_ellipsis_select_as_in_numpy()
    {
        using var scope = NewDisposeScope();
        var x = arange(24).reshape(2, 3, 4);

        Assert.Equal([12L, 13, 14, 15], Values(x[1, 0]));
        Assert.Equal(23L, x[-1, -1, -1].item<long>());
        Assert.Equal([3L, 7, 11, 15, 19, 23], Values(x[TensorIndex.Ellipsis, 3]));
        Assert.Equal([4L, 6, 16, 18], Values(x[TensorIndex.Colon, 1, TensorIndex.Slice(step: 2)]));
        Assert.Equal([1L, 2], Values(x[0, 0, 1..3]));
        Assert.Equal([2L, 3], Values(x[0, 0, 2..]));
        Assert.Equal([0L, 1, 2], Values(x[0, 0, ..^1]));
        Assert.Equal([3L], Values(x[0, 0, ^1..]));
        Assert.Equal([1L, 2, 3, 4], x[TensorIndex.None].shape);
        Assert.Equal([2L, 3, 1, 4], x[.., .., TensorIndex.Null].shape);
    }

    [Fact]
    public void Index_tensors_and_masks_gather()
    {
        using var scope = NewDisposeScope();
        var x = arange(6).reshape(2, 3);

        Assert.Equal([2L, 0], Values(x[tensor([0L, 0L]), tensor([2L, 0L])]));
        Assert.Equal([4L, 5], Values(x[x > 3]));
        Assert.Equal([1L, 4], Values(x[TensorIndex.Colon, TensorIndex.Tensor(tensor([1L]))]));
    }

    [Fact]
    public void Assignment_writes_into_the_tensor()
    {
        using var scope = NewDisposeScope();
        var x = zeros([2, 3], int64);

        x[0] = tensor([1L, 2, 3]);
        x[1, 2] = tensor(9L);
        x[TensorIndex.Colon, 1] = tensor(5L);
        x[x == 9] = tensor(-9L);

        Assert.Equal([1L, 5, 3, 0, 5, -9], Values(x));
    }

    [Fact]
    public void Accumulating_assignment_adds_repeated_indices()
    {
        using var scope = NewDisposeScope();
        var x = zeros([3], int64);

        var same = x.index_put_(ones([3], int64), [tensor([1L, 1, 2])], accumulate: true);

        Assert.Same(x, same);
        Assert.Equal([0L, 2, 1], Values(x));
    }

    [Fact]
    public void Split_chunk_and_unbind_return_the_parts_in_order()
    {
        using var scope = NewDisposeScope();
        var x = arange(7);

        Assert.Equal([3L, 3, 1], x.split(3).Select(part => part.size(0)));
        Assert.Equal([2L, 5], x.split([2, 5]).Select(part => part.size(0)));
        Assert.Equal([4L, 3], x.chunk(2).Select(part => part.size(0)));
        Assert.Equal(7, x.unbind().Length);
    }
}
