using MusicCnn.FrontEnds.Atoms;
using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings that all constant-Q front-ends share: rate, frames, the logarithmic axis and the atoms on it.</summary>
/// <remarks>
/// An atom is a windowed complex sine: bin k has the frequency f_k = fmin·2^(k/B), and its atom the length
/// L_k = Q·rate/(f_k + γ/α) samples, Q = scale/α; γ is 0 but for a <see cref="VariableQ"/>.
/// </remarks>
public abstract record AtomOptions
{
    /// <summary>Gets the sample rate of the waveform, in hertz (librosa and nnAudio: <c>sr</c>).</summary>
    public required int SampleRate { get; init => field = Require.Positive(value, "hertz"); }

    /// <summary>Gets the number of samples from one frame to the next (librosa and nnAudio: <c>hop_length</c>); any number.</summary>
    /// <value>The default value is 512.</value>
    public int HopLength { get; init => field = Require.Positive(value, "samples", remedy: "Take 1 or more."); } = 512;

    /// <summary>Gets the center frequency of the lowest bin, in hertz (librosa and nnAudio: <c>fmin</c>). A note name serves as
    /// <c>Pitch.Parse("C1")</c>.</summary>
    /// <value>The default value is 32.703, the note C1.</value>
    public double MinFrequency { get; init => field = Require.Positive(value, "hertz"); } = 32.70319566257483;

    /// <summary>Gets the number of bins F (librosa and nnAudio: <c>n_bins</c>).</summary>
    /// <value>The default value is 84, seven octaves of 12.</value>
    public int Bins { get; init => field = Require.Positive(value, "bins"); } = 84;

    /// <summary>Gets the number of bins per octave B (librosa and nnAudio: <c>bins_per_octave</c>).</summary>
    /// <value>The default value is 12.</value>
    public int BinsPerOctave { get; init => field = Require.Positive(value, "bins"); } = 12;

    /// <summary>Gets the rule by which atoms become whole samples.</summary>
    /// <value>The default value is <see cref="FrontEnds.AtomRule.Exact"/>.</value>
    public AtomRule AtomRule { get; init => field = Require.Defined(value); }

    /// <summary>Gets the quality factor, or <see langword="null"/> for that of the rule's library: Brown's for
    /// <see cref="FrontEnds.AtomRule.NnAudio"/>, else the symmetric one.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public QualityFactor? QualityFactor { get; init => field = value is { } factor ? Require.Defined(factor) : null; }

    /// <summary>Gets the factor on the length of all atoms (librosa and nnAudio: <c>filter_scale</c>); below 1 sharper in time and
    /// coarser in pitch.</summary>
    /// <value>The default value is 1.</value>
    public double FilterScale { get; init => field = Require.Positive(value, "(factor)"); } = 1;

    /// <summary>Gets the factor on the atoms, or <see langword="null"/> for the rule's own: <see cref="AtomNormalization.UnitSine"/> for
    /// <see cref="FrontEnds.AtomRule.Exact"/>, <see cref="AtomNormalization.RootLength"/> for the libraries'.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public AtomNormalization? Normalization { get; init => field = value is { } normalization ? Require.Defined(normalization) : null; }

    /// <summary>Gets how the signal continues beyond its ends, or <see langword="null"/> for the rule's own: reflected for
    /// <see cref="FrontEnds.AtomRule.NnAudio"/>, else zeros.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public EdgePadding? EdgePadding { get; init => field = value is { } padding ? Require.Defined(padding) : null; }

    /// <summary>Gets what is kept of the complex numbers. Phase counts from the center of a frame.</summary>
    /// <value>The default value is <see cref="SpectrumKind.Magnitude"/>.</value>
    public SpectrumKind Output { get; init => field = Require.Defined(value); } = SpectrumKind.Magnitude;

    /// <summary>Gets the compression of magnitude or power.</summary>
    /// <value>The default value is <see cref="Compression.None"/>.</value>
    public Compression Compression { get; init => field = Require.NotNull(value); } = Compression.None;

    /// <summary>Gets the error at which the side lobes of an atom's spectrum end, from 1e-15 to 1e-2: a sine farther from a bin than its band
    /// reaches would have at most this magnitude there, in units of a sine at the center.</summary>
    /// <remarks>Band and cost grow with the inverse cube root. At the default, errors are about 1e-5 of the image's peak; sound that is loud
    /// only where no bin is, such as a constant offset, may cost some 1e-6 of its own amplitude. 1e-15 keeps the whole spectrum. Atoms that
    /// are trained keep theirs in any case.</remarks>
    /// <value>The default value is 2e-6.</value>
    public double SideLobeError { get; init => field = Require.Within(value, 1e-15, 1e-2, "(of a unit sine)"); } = 2e-6;

    /// <summary>Gets a value indicating whether the atoms, sample by sample, are a parameter that is learned with the rest.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Trainable { get; init; }

    /// <summary>Gets the bandwidth that is added to every bin, in hertz: γ.</summary>
    internal virtual double AddedBandwidth => 0;

    /// <summary>Gets the normalization in use.</summary>
    internal AtomNormalization ActualNormalization =>
        Normalization ?? (AtomRule == AtomRule.Exact ? AtomNormalization.UnitSine : AtomNormalization.RootLength);

    /// <summary>Gets the continuation of the signal in use.</summary>
    internal EdgePadding ActualEdgePadding =>
        EdgePadding ?? (AtomRule == AtomRule.NnAudio ? FrontEnds.EdgePadding.Reflect : FrontEnds.EdgePadding.Zero);

    /// <summary>Gets the bandwidth of a bin over its frequency, α, at a filter scale of 1.</summary>
    internal double RelativeBandwidth
    {
        get
        {
            var ratio = Math.Pow(2, 1.0 / BinsPerOctave);
            var factor = QualityFactor ?? (AtomRule == AtomRule.NnAudio ? FrontEnds.QualityFactor.Brown : FrontEnds.QualityFactor.Symmetric);
            return factor == FrontEnds.QualityFactor.Brown ? ratio - 1 : ((ratio * ratio) - 1) / ((ratio * ratio) + 1);
        }
    }

    /// <summary>Gets about how many samples all atoms have.</summary>
    internal virtual long ValueCount => (long)Math.Min(long.MaxValue / 2, Bins * AtomLength(MinFrequency));

    /// <summary>Gets the center frequencies of the bins, in hertz.</summary>
    internal IEnumerable<double> Frequencies => Enumerable.Range(0, Bins).Select(Frequency);

    /// <summary>Returns the center frequency of a bin, in hertz.</summary>
    internal double Frequency(int bin) => MinFrequency * Math.Pow(2, (double)bin / BinsPerOctave);

    /// <summary>Returns the length of the atom at a frequency, in samples; not whole.</summary>
    internal double AtomLength(double frequency) =>
        FilterScale / RelativeBandwidth * SampleRate / (frequency + (AddedBandwidth / RelativeBandwidth));

    /// <summary>Throws if two settings contradict each other.</summary>
    /// <param name="name">The name of the parameter that holds the settings.</param>
    internal virtual void Validate(string name)
    {
        if (Output is SpectrumKind.Complex or SpectrumKind.Phase && Compression != Compression.None)
        {
            throw new ArgumentException(
                $"A compression needs Magnitude or Power, but Output was {Output}. Change Output, or leave Compression at None.", name);
        }

        CheckLimits(name);
    }

    /// <summary>Throws if a bin is too high for the rate, or an atom too long or too short.</summary>
    /// <param name="name">The name of the parameter that holds the settings.</param>
    internal virtual void CheckLimits(string name) => AtomLimits.Check(this, name);
}
