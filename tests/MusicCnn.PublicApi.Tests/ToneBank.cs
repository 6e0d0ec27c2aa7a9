using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.Streaming;
using MusicCnn.Layers;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.PublicApi.Tests;

/// <summary>A front-end of a user's own in twenty lines: one windowed tone a semitone, four octaves up from A2.</summary>
public sealed class ToneBank : nn.Module<Tensor, Tensor>, IStreamableFrontEnd
{
    public const int Hop = 160, Length = 4096;
    [ComponentName(Name = "tones")] private readonly Tensor _tones;

    public ToneBank() : base(nameof(ToneBank))
    {
        CenterFrequencies = [.. Enumerable.Range(0, Bins).Select(bin => 110 * Math.Pow(2, bin / 12.0))];
        var phase = outer(tensor(CenterFrequencies.ToArray()), arange(Length, float64)) * (2 * Math.PI / SampleRate);
        _tones = (cat([phase.cos(), phase.sin()]) * hann_window(Length, dtype: float64)).unsqueeze(1).to(float32).DetachFromDisposeScope();
        RegisterComponents();
    }

    public int SampleRate => 16_000;
    public int Bins => 48;
    public double FrameRate => (double)SampleRate / Hop;
    public FrequencyScale Scale => FrequencyScale.Logarithmic;
    public IReadOnlyList<double> CenterFrequencies { get; }
    public int FrameCount(int samples) => (samples - Length) / Hop + 1;
    public FrontEndStream OpenStream() => new StreamedToneBank(this);

    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        var parts = nn.functional.conv1d(waveform.unsqueeze(1), _tones, stride: Hop).square();
        return (parts.narrow(1, 0, Bins) + parts.narrow(1, Bins, Bins)).unsqueeze(1).MoveToOuterDisposeScope();
    }
}

/// <summary>A stream of a user's own: the samples that no frame has used up wait for the next piece.</summary>
public sealed class StreamedToneBank(ToneBank bank) : FrontEndStream(bank)
{
    private Tensor? _past;

    public override int Latency => ToneBank.Length / 2 - 1;
    protected override ScalarType ElementType => float32;
    protected override Device Device => CPU;

    protected override Tensor Take(Tensor signals)
    {
        var known = _past is null ? signals : cat([_past, signals], 1);
        var frames = known.shape[1] < ToneBank.Length ? 0 : bank.FrameCount((int)known.shape[1]);
        var image = frames == 0 ? zeros([known.shape[0], bank.Bins, 0]) : bank.call(known).squeeze(1);
        Forget();
        _past = known.narrow(1, frames * ToneBank.Hop, known.shape[1] - frames * ToneBank.Hop).clone().DetachFromDisposeScope();
        return image;
    }

    protected override Tensor Finish() => zeros([_past!.shape[0], bank.Bins, 0]);

    protected override void Forget()
    {
        _past?.Dispose();
        _past = null;
    }
}

/// <summary>A filter set of a user's own: what a beat, a bar and a chord look like on whatever axes there are.</summary>
public static class DanceFilters
{
    public static IReadOnlyList<FilterGroup> For(IFrontEnd frontEnd, double beatsPerMinute) =>
    [
        FilterShape.Temporal(frontEnd.FramesIn(beats: 1, beatsPerMinute)).Times(8),
        FilterShape.Temporal(frontEnd.FramesIn(beats: 4, beatsPerMinute)).Times(4),
        FilterShape.Frequency(frontEnd.BinsIn(octaves: 1.5)).Times(16),
        FilterShape.Rectangular(frontEnd.BinsIn(semitones: 7), frontEnd.FramesIn(TimeSpan.FromSeconds(0.1))).Times(6),
    ];
}
