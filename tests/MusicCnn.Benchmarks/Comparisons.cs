using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using static TorchSharp.torch;

namespace MusicCnn.Benchmarks;

/// <summary>Lists what is compared: 16 signals of 10 seconds at 16 kHz, FFTs of 512 samples every 256, 96 mel bands; for the constant-Q transform
/// at 22.05 kHz, 7 octaves from C1, every 512 samples. Filters are those of musicnn on three seconds and of CBMI 2016, on batches of eight.</summary>
internal static class Comparisons
{
    private const int Signals = 16;
    private const int Samples = 160_000;
    private const int Images = 8;

    /// <summary>Gets the comparisons by name.</summary>
    public static IReadOnlyDictionary<string, Lazy<Comparison>> All { get; } = new Dictionary<string, Lazy<Comparison>>
    {
        ["STFT, complex"] = new(() => OfStft(SpectrumKind.Complex)),
        ["STFT, power"] = new(() => OfStft(SpectrumKind.Power)),
        ["mel spectrogram"] = new(() => OfMel(compressed: false)),
        ["log-mel (musicnn)"] = new(() => OfMel(compressed: true)),
        ["log-mel, forward and backward"] = new(OfGradient),
        ["constant-Q, 84 bins"] = new(OfConstantQ),
        ["204 filters of 38×7, trained"] = new(() => OfFilters(FilterShape.Rectangular(38, 7).Times(204), bins: 96, frames: 187)),
        ["32 filters of 12×8, trained"] = new(() => OfFilters(FilterShape.Rectangular(12, 8).Times(32), bins: 40, frames: 80)),
        ["32 filters of 32×1, trained"] = new(() => OfFilters(FilterShape.Frequency(32).Times(32), bins: 40, frames: 80)),
        ["32 filters of 1×60, trained"] = new(() => OfFilters(FilterShape.Temporal(60).Times(32), bins: 40, frames: 80)),
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

    private static Comparison OfConstantQ()
    {
        const int rate = 22_050;
        const int hop = 512;
        var options = new ConstantQOptions { SampleRate = rate, Bins = 84, BinsPerOctave = 12, HopLength = hop, Output = SpectrumKind.Magnitude };
        var signals = BenchmarkSignals.Chords(Signals, 10 * rate, rate);
        var ours = new ConstantQ(options);
        var plain = new PlainConstantQ(options, hop, ScalarType.Float32);
        return new(
            () => plain.Magnitude(signals),
            () => ours.call(signals),
            () => new PlainConstantQ(options, hop, ScalarType.Float64).Magnitude(signals.to(ScalarType.Float64)));
    }

    /// <summary>Forward and backward, to the filters and to the image, as behind the normalization of an image; the plain way is a convolution of libtorch's.</summary>
    private static Comparison OfFilters(FilterGroup filters, int bins, int frames)
    {
        var layer = new MixedShapeConv(new MixedShapeConvOptions { Groups = [filters], TimePadding = AxisPadding.Valid, Pooling = FeaturePooling.None, Activation = Activation.None, Bias = false });
        var images = rand(Images, 1, bins, frames);
        var weights = layer.Filters(0);
        return new(
            () => Gradients(x => nn.functional.conv2d(x, weights), images, weights),
            () => Gradients(layer.call, images, weights),
            () =>
            {
                var exact = weights.detach().to(ScalarType.Float64).requires_grad_();
                return Gradients(x => nn.functional.conv2d(x, exact), images.to(ScalarType.Float64), exact);
            });
    }

    private static Tensor Gradients(Func<Tensor, Tensor> convolve, Tensor images, Tensor weights)
    {
        using var scope = NewDisposeScope();
        var variable = images.detach().requires_grad_();
        var maps = convolve(variable);
        var gradients = autograd.grad([maps], [weights, variable], [maps.detach()]);
        return gradients[0].MoveToOuterDisposeScope();
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
