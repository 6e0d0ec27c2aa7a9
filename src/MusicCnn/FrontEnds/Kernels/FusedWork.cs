using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Does what one call of <see cref="FusedBands"/> asks for, forth and back.</summary>
/// <param name="transform">The transform, which supports the fused way.</param>
/// <param name="frames">The number of frames T.</param>
/// <param name="kind">Power or magnitude.</param>
internal sealed class FusedWork(FrameTransform transform, int frames, SpectrumKind kind)
{
    /// <summary>Returns bands [M, B, T], or without filters power or magnitude [M, F, T].</summary>
    public Tensor Forward(Tensor signals, Tensor? filters) => transform.Fused(signals, filters, frames, kind);

    /// <summary>Returns the gradients that are wanted.</summary>
    public (Tensor? Signals, Tensor? Filters) Backward(Tensor signals, Tensor? filters, Tensor gradient)
    {
        var ofBands = gradient.contiguous();
        var ofSignals = signals.requires_grad ? transform.Adjoint(signals, filters, ofBands, kind) : null;
        if (filters is null || !filters.requires_grad)
            return (ofSignals, null);

        var spectra = transform.Fused(signals, null, frames, kind);
        return (ofSignals, ofBands.matmul(spectra.transpose(1, 2)).sum([0L]));
    }

    /// <summary>Returns the gradients that are wanted, with a graph of their own.</summary>
    public (Tensor? Signals, Tensor? Filters) BackwardThroughTensors(Tensor signals, Tensor? filters, Tensor gradient)
    {
        List<Tensor> inputs = [];
        if (signals.requires_grad)
            inputs.Add(signals);
        if (filters is not null && filters.requires_grad)
            inputs.Add(filters);
        var bands = transform.ThroughTensors(signals, filters, frames, kind);
        var gradients = autograd.grad([bands], inputs, [gradient], retain_graph: true, create_graph: true);
        return (signals.requires_grad ? gradients[0] : null, filters is not null && filters.requires_grad ? gradients[^1] : null);
    }
}
