using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Memory;

public class DisposeScopeTests
{
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        var before = Live;
        Tensor inside;
        using (NewDisposeScope())
        {
            inside = ones(2) + 1;
            Assert.Equal(before + 2, Live);
        }

        Assert.True(inside.IsInvalid);
        Assert.Equal(before, Live);
    }

    [Fact]
    public void A_moved_tensor_lives_in_the_outer_scope()
    {
        Tensor moved, stayed;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                stayed = ones(2);
                moved = stayed.mul(2).MoveToOuterDisposeScope();
            }
            Assert.True(stayed.IsInvalid);
            Assert.False(moved.IsInvalid);
        }
        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void A_tensor_moved_out_of_the_outermost_scope_belongs_to_nobody()
    {
        Tensor moved;
        using (NewDisposeScope())
            moved = ones(2).MoveToOuterDisposeScope();

        Assert.Equal(2f, moved.sum().item<float>());
        moved.Dispose();
    }

    [Fact]
    public void A_detached_tensor_survives_and_can_be_attached_again()
    {
        Tensor kept;
        using (NewDisposeScope())
            kept = ones(2).DetachFromDisposeScope();
        Assert.False(kept.IsInvalid);

        using (var scope = NewDisposeScope())
            scope.Attach(kept);
        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void An_in_place_operation_returns_the_same_object()
    {
        using var scope = NewDisposeScope();
        var x = zeros(3);

        Assert.Same(x, x.add_(1));
        Assert.Same(x, x.fill_(2));
        Assert.Same(x, x.clamp_(0, 1));
        Assert.Same(x, x.copy_(ones(3)));
        Assert.Same(x, x.requires_grad_());
        Assert.NotSame(x, x.detach().zero_());
    }

    [Fact]
    public void An_alias_is_another_object_over_the_same_numbers()
    {
        using var x = zeros(3);
        var alias = x.alias();

        alias.add_(1);
        alias.Dispose();

        Assert.Equal([1f, 1f, 1f], x.data<float>().ToArray());
    }

    [Fact]
    public void Everything_but_what_is_named_can_be_disposed_early()
    {
        using var scope = NewDisposeScope();
        var kept = ones(1);
        var dropped = ones(1);

        scope.DisposeEverythingBut(kept);

        Assert.False(kept.IsInvalid);
        Assert.True(dropped.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Scopes_closed_out_of_order_leave_the_stack_intact()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        var inInner = ones(1);

        Assert.Same(inner, CurrentDisposeScope);
        inner.Dispose();
        Assert.True(inInner.IsInvalid);
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void Statistics_count_by_thread()
    {
        var mine = Live;

        var theirs = (0L, 0L);
        var thread = new Thread(() =>
        {
            var before = Live;
            var x = ones(1);
            var during = Live - before;
            x.Dispose();
            theirs = (during, Live - before);
        });
        thread.Start();
        thread.Join();

        Assert.Equal((1, 0), theirs);
        Assert.Equal(mine, Live);
    }

    [Fact]
    public void A_forgotten_tensor_is_freed_by_its_finalizer()
    {
        var before = Tensor.TotalCount;
        Forget();

        for (var i = 0; i < 20 && Tensor.TotalCount >= before + 100; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.True(Tensor.TotalCount < before + 100);

        static void Forget()
        {
            for (var i = 0; i < 100; i++)
                _ = ones(1000);
        }
    }
}
