using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Joins the fused transform and its adjoint to the graph: as operator of signals [M, S] and filters [B, F] it gives bands [M, B, T],
/// without filters power or magnitude [M, F, T].</summary>
/// <remarks>
/// <para>Gradients of gradients are taken through tensors: where the backward itself is to be differentiated, the work is done over as tensor operations
/// and their graph is followed.</para>
/// <para>An exception in a backward would end the process in TorchSharp, so <see cref="FrameTransform"/> checks everything before it calls this.</para>
/// </remarks>
internal sealed class FusedBands : autograd.SingleTensorFunction<FusedBands>
{
    private const string Work = "work";
    private const string Kept = "gradients";

    /// <inheritdoc/>
    public override string Name => nameof(FusedBands);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (signals, filters, work) = ((Tensor)vars[0], (Tensor?)vars[1], (FusedWork)vars[2]);
        ctx.save_for_backward(filters is null ? [signals] : [signals, filters]);
        ctx.save_data(Work, work);
        return work.Forward(signals, filters);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (signals, filters) = (saved[0], saved.Count > 1 ? saved[1] : null);
        var work = (FusedWork)ctx.get_data(Work);
        var (ofSignals, ofFilters) = is_grad_enabled()
            ? work.BackwardThroughTensors(signals, filters, grad_output)
            : work.Backward(signals, filters, grad_output);

        // TorchSharp hands on bare handles of what is returned here: without a graph, which would make a cycle, keep their owners until the node is gone.
        if (!is_grad_enabled())
            ctx.save_data(Kept, (ofSignals, ofFilters));
        return [ofSignals?.MoveToOuterDisposeScope()!, ofFilters?.MoveToOuterDisposeScope()!, null!];
    }
}
