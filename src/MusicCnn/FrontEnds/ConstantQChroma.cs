using MusicCnn.FrontEnds.Banks;
using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents a chroma image of a constant-Q transform: the octaves of each pitch class added, frame after frame.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, F, T]</c>; <c>[N, C, S]</c> to <c>[N, C, F, T]</c>;
/// F = <see cref="FoldedConstantQOptions.Classes"/>, T = 1 + ⌊S/h⌋.</para>
/// <para>Units: amplitude in [-1, 1] in; shares of the frame's norm out, or magnitude or power without one.</para>
/// <para>Bin k of B an octave counts for class (⌊(k + ⌊m/2⌋)/m⌋ + r) mod C with weight 1, m = B/C, r the class of the lowest bin. A low note
/// is as finely resolved as a high one, which a <see cref="Chroma"/> of a short-time Fourier transform cannot do.</para>
/// <para>The axis is that of a <see cref="Chroma"/>: one octave that closes on itself. Gradients reach the waveform, and the atoms where these are
/// trainable; they are finite at silence.</para>
/// <para>Source: librosa 0.11's <c>chroma_cqt</c>. Verified against: the definition, as a sum over librosa's atoms in double precision (1e-4, which is that of
/// the transform), and published mappings.</para>
/// </remarks>
public sealed class ConstantQChroma : nn.Module<Tensor, Tensor>, IFrontEnd
{
    [ComponentName(Name = "constant_q")]
    private readonly ConstantQ _constantQ;
    [ComponentName(Name = "folding")]
    private readonly Tensor _folding;

    /// <summary>Initializes a new instance of the <see cref="ConstantQChroma"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, or a bin lies too high for the sample rate.</exception>
    public ConstantQChroma(ConstantQChromaOptions options)
        : base(nameof(ConstantQChroma))
    {
        Options = FoldedConstantQOptions.Valid(options);
        _constantQ = new ConstantQ(options.ConstantQ);
        _folding = DesignedTensor.Create(OctaveFolding.Weights(options), options.Classes, options.ConstantQ.Bins);
        CenterFrequencies = Array.AsReadOnly(OctaveFolding.Centers(options));
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public ConstantQChromaOptions Options { get; }

    /// <summary>Gets the number of samples from one frame to the next.</summary>
    public int HopLength => _constantQ.HopLength;

    /// <inheritdoc/>
    public int SampleRate => _constantQ.SampleRate;

    /// <inheritdoc/>
    public int Bins => Options.Classes;

    /// <inheritdoc/>
    public double FrameRate => _constantQ.FrameRate;

    /// <inheritdoc/>
    public FrequencyScale Scale => FrequencyScale.PitchClass;

    /// <summary>Gets the frequency of each pitch class in one octave, from C4 or A3, in hertz, ascending; they stand for all octaves.</summary>
    public IReadOnlyList<double> CenterFrequencies { get; }

    /// <inheritdoc/>
    public int FrameCount(int samples) => _constantQ.FrameCount(samples);

    /// <summary>Returns the chroma image of a waveform.</summary>
    /// <param name="waveform">The waveform, <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c>, of the module's element type, finite, of any length from 1.</param>
    /// <returns>The image, <c>[1, F, T]</c>, <c>[N, 1, F, T]</c> or <c>[N, C, F, T]</c>.</returns>
    /// <exception cref="ArgumentException">Rank, sizes, element type or values of the waveform are wrong.</exception>
    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        var classes = BandedProduct.Of(_folding, _constantQ.call(waveform).contiguous());
        return FrameNorm.Apply(classes, Options.Normalization, Options.NormalizationFloor).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the front-end's name and sizes.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"ConstantQChroma({SampleRate} Hz, hop {HopLength} samples, {Options.ConstantQ.Bins} bins of {Options.ConstantQ.BinsPerOctave} per octave -> {Bins} pitch classes from {Options.Base})");
}
