using MusicCnn.FrontEnds;
using static TorchSharp.torch;

namespace MusicCnn.Benchmarks;

/// <summary>Lists what is compared: 16 signals of 10 seconds at 16 kHz, FFTs of 512 samples every 256, 96 mel bands.</summary>
internal static class Comparisons
{
    private const int Signals = 16;
    private const int Samples = 160_000;

    /// <summary>Gets the comparisons by name.</summary>
    public static IReadOnlyDictionary<string, Lazy<Comparison>> All { get; } = new Dictionary<string, Lazy<Comparison>>
    {
        ["STFT, complex"] = new(() => OfStft(SpectrumKind.Complex)),
        ["STFT, power"] = new(() => OfStft(SpectrumKind.Power)),
        ["mel spectrogram"] = new(() => OfMel(compressed: false)),
        ["log-mel (musicnn)"] = new(() => OfMel(compressed: true)),
        ["log-mel, forward and backward"] = new(OfGradient),
    };

    private static MelSpectrogramOptions Mel => MelSpectrogramOptions.Musicnn;

    private static Comparison OfStft(SpectrumKind kind)
    {
        var (signals, plain, exact) = Prepare();
        var ours = new Stft(new() { SampleRate = Mel.SampleRate, FftSize = Mel.FftSize, HopLength = Mel.HopLength, Output = kind });
        Func<PlainSpectra, Tensor, Tensor> compute = kind == SpectrumKind.Complex ? (spectra, x) => spectra.Complex(x) : (spectra, x) => spectra.Power(x);
        return new(() => compute(plain, signals), () => ours.call(signals), () => compute(exact, signals.to(ScalarType.Float64)));
    }

    private static Comparison OfMel(bool compressed)
    {
        var (signals, plain, exact) = Prepare();
        var ours = new MelSpectrogram(compressed ? Mel : Mel with { Compression = Compression.None });
        Func<PlainSpectra, Tensor, Tensor> compute = compressed ? (spectra, x) => spectra.LogMel(x) : (spectra, x) => spectra.Mel(x);
        return new(() => compute(plain, signals), () => ours.call(signals), () => compute(exact, signals.to(ScalarType.Float64)), compressed);
    }

    private static Comparison OfGradient()
    {
        var (signals, plain, exact) = Prepare();
        var ours = new MelSpectrogram(Mel);
        return new(
            () => Gradient(plain.LogMel, signals),
            () => Gradient(ours.call, signals),
            () => Gradient(exact.LogMel, signals.to(ScalarType.Float64)));
    }

    private static (Tensor Signals, PlainSpectra Plain, PlainSpectra Exact) Prepare() =>
        (BenchmarkSignals.Chords(Signals, Samples, Mel.SampleRate), new(Mel, ScalarType.Float32), new(Mel, ScalarType.Float64));

    private static Tensor Gradient(Func<Tensor, Tensor> function, Tensor signals)
    {
        using var scope = NewDisposeScope();
        var variable = signals.detach().requires_grad_();
        var image = function(variable);
        return autograd.grad([image], [variable], [ones(image.shape, dtype: image.dtype)])[0].MoveToOuterDisposeScope();
    }
}
