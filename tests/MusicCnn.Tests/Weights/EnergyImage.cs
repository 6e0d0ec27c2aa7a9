using MusicCnn.FrontEnds;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

/// <summary>Represents a front-end that the library does not know: the energy of frames without overlap, in bands of a Haar-like split.</summary>
internal sealed class EnergyImage : nn.Module<Tensor, Tensor>, IFrontEnd
{
    [ComponentName(Name = "scale")]
    private readonly Tensor _scale;

    public EnergyImage(EnergyImageOptions options)
        : base(nameof(EnergyImage))
    {
        Options = options;
        _scale = full([options.Bins, 1], options.Gain).DetachFromDisposeScope();
        RegisterComponents();
    }

    public EnergyImageOptions Options { get; }

    /// <summary>Gets the constant, so that a test can spoil it.</summary>
    public Tensor Gains => _scale;

    public int SampleRate => Options.SampleRate;

    public int Bins => Options.Bins;

    public double FrameRate => SampleRate / 100.0;

    public FrequencyScale Scale => FrequencyScale.Linear;

    public IReadOnlyList<double> CenterFrequencies => [.. Enumerable.Range(1, Bins).Select(bin => 100.0 * bin)];

    public int FrameCount(int samples) => samples / 100;

    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        var frames = waveform.reshape(-1, 1, waveform.shape[^1]).unfold(2, 100, 100);
        var energy = frames.square().mean([3]).unsqueeze(2) * _scale;
        return (waveform.dim() == 1 ? energy.squeeze(0) : energy).MoveToOuterDisposeScope();
    }
}
