using MusicCnn.FrontEnds.Banks;
using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents a chroma image: how strongly each pitch class sounds, all octaves together, frame after frame.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, F, T]</c>; <c>[N, C, S]</c> to <c>[N, C, F, T]</c>;
/// F = <see cref="ChromaOptions.Classes"/>.</para>
/// <para>Units: amplitude in [-1, 1] in; shares of the frame's norm out, or power or magnitude without one.</para>
/// <para>C(c, t) = Σ_k W(c, k) |X(k, t)|², X an <see cref="Stft"/>, W a Gaussian in the distance of FFT bin k from pitch class c, one class wide or one
/// bin where that is wider, with columns of Euclidean norm 1 times a Gaussian that weights octaves. Then the compression; then each frame is divided by its norm.</para>
/// <para>The axis is one octave that closes on itself, so that a transposition rotates the image and an octave leaves it as it is.
/// <see cref="CenterFrequencies"/> names the classes by their frequencies in the octave from C4 (or A3) at the given tuning, or at 440 Hz where it is
/// estimated.</para>
/// <para>Gradients reach the waveform, and are finite at silence.</para>
/// <para>Source: librosa 0.11's <c>chroma_stft</c>, after Ellis's <c>chromagram_E</c>. Verified against: librosa's bank (1e-9), and the definition in double
/// precision with MathNet.Numerics' FFT, tuning included (5e-6 in float32).</para>
/// </remarks>
public sealed class Chroma : FilterBankFrontEnd
{
    [ComponentName(Name = "filters")]
    private readonly Tensor? _filters;
    private readonly double[] _weights = [];

    /// <summary>Initializes a new instance of the <see cref="Chroma"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other.</exception>
    public Chroma(ChromaOptions options)
        : base(nameof(Chroma), FilterBankOptions.Valid(options))
    {
        Options = options;
        CenterFrequencies = Array.AsReadOnly(ChromaBank.Centers(options.Classes, options.Base, options.Tuning ?? 0));
        if (options.Tuning is { } tuning)
        {
            _weights = ChromaBank.Weights(options, tuning);
            _filters = DesignedTensor.Create(_weights, options.Classes, options.FftBins);
        }

        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public ChromaOptions Options { get; }

    /// <inheritdoc/>
    public override int Bins => Options.Classes;

    /// <inheritdoc/>
    public override FrequencyScale Scale => FrequencyScale.PitchClass;

    /// <summary>Gets the frequency of each pitch class in one octave, from C4 or A3, in hertz, ascending; they stand for all octaves.</summary>
    public override IReadOnlyList<double> CenterFrequencies { get; }

    /// <summary>Returns the front-end's name and sizes.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"Chroma({SampleRate} Hz, {Options.FftSize}/{HopLength} samples -> {Bins} pitch classes from {Options.Base}, tuning {(Options.Tuning is { } tuning ? FormattableString.Invariant($"{tuning:0.##}") : "estimated")})");

    /// <inheritdoc/>
    private protected override Tensor Sum(FramedSpectra spectra, int channels)
    {
        if (_filters is not null)
            return spectra.SumOver(_filters);

        var all = spectra.All();
        var sums = new List<Tensor>();
        for (var first = 0L; first < all.shape[0]; first += channels)
        {
            var example = all.narrow(0, first, channels);
            var filters = tensor(
                ChromaBank.Weights(Options, Tuning(example, spectra.Frames)), [Bins, Options.FftBins], dtype: all.dtype, device: all.device);
            sums.Add(BandedProduct.Of(filters, example));
        }

        return cat(sums, 0);
    }

    /// <inheritdoc/>
    private protected override Tensor Finish(Tensor image, PcenState? state) =>
        FrameNorm.Apply(base.Finish(image, state), Options.Normalization, Options.NormalizationFloor);

    /// <inheritdoc/>
    private protected override void RequireStreamable()
    {
        base.RequireStreamable();
        if (Options.Tuning is null)
        {
            throw new InvalidOperationException(
                "A stream cannot estimate Tuning from the whole signal, of which it knows only what has been pushed. Set Tuning to a number, 0 for A4 = 440 Hz, or call the front-end with the whole signal.");
        }
    }

    /// <inheritdoc/>
    private protected override void RestoreFilters()
    {
        if (_filters is not null)
            DesignedTensor.Restore(_filters, _weights);
    }

    /// <summary>Returns the tuning of an example [C, F, T], in classes.</summary>
    private double Tuning(Tensor example, int frames)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var values = example.to(ScalarType.Float64).cpu().contiguous();
        return TuningEstimate.Of(values.unbind(0).Select(spectrum => spectrum.data<double>().ToArray()), frames, Options);
    }
}
