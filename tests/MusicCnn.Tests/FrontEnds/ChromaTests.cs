using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class ChromaTests
{
    /// <summary>What the issue asks for: a float32 transform, sums over a thousand bins, and a quotient.</summary>
    private const double ChromaTolerance = 5e-6;

    private static readonly ChromaOptions Small = new() { SampleRate = 8_000, FftSize = 64, HopLength = 20 };

    [Fact]
    public void Bank_has_the_published_weights()
    {
        using var chroma = new Chroma(new() { SampleRate = 22_050, FftSize = 4096 });
        chroma.to(ScalarType.Float64);
        var weights = chroma.state_dict()["filters"];

        Assert.Equal(1330.06018, weights.sum().item<double>(), 5e-6);
        Assert.Equal(0.866205628, weights[9, 82].item<double>(), Tolerance.Printed);
        Assert.Equal(1.70601546e-5, weights[0, 0].item<double>(), 1e-12);
        Assert.Equal(0.981154013, weights.max().item<double>(), Tolerance.Printed);
    }

    [Theory]
    [InlineData(22_050, 2048, 12, 0.0, true, 5.0, 2.0)]
    [InlineData(11_025, 601, 12, -0.37, false, 4.0, 1.0)]
    [InlineData(16_000, 1024, 36, 0.5, true, 5.0, null)]
    [InlineData(16_000, 512, 7, 0.2, true, 5.0, 2.0)]
    public void Image_follows_the_definition_in_both_precisions(int sampleRate, int size, int classes, double tuning, bool fromC, double center, double? width)
    {
        var signal = TestSignals.Probe(5000);
        var spectrum = SpectrumOracle.Stft(signal, Window.Hann.Samples(size), 256, FramePlacement.Centered, EdgePadding.Reflect);
        var bank = ChromaOracle.Bank(sampleRate, size, classes, tuning, fromC, center, width);
        var expected = ChromaOracle.DivideByMaximum(SpectrumOracle.Sum(bank, spectrum), classes);
        using var chroma = new Chroma(new()
        {
            SampleRate = sampleRate,
            FftSize = size,
            HopLength = 256,
            Classes = classes,
            Tuning = tuning,
            CenterOctave = center,
            OctaveWidth = width,
            Base = fromC ? PitchClassBase.C : PitchClassBase.A,
        });

        using var waveform = tensor(signal, dtype: ScalarType.Float32);
        TensorAssert.Close(expected, chroma.call(waveform), ChromaTolerance);
        TensorAssert.Close(expected, chroma.call(waveform.requires_grad_()), ChromaTolerance);
        chroma.to(ScalarType.Float64);
        TensorAssert.Close(bank.Cast<double>().ToArray(), chroma.state_dict()["filters"], Tolerance.Float64);
        TensorAssert.Close(expected, chroma.call(tensor(signal)), 1e-11); // a quotient of sums over a thousand bins
    }

    [Theory]
    [InlineData(PitchClassNormalization.None)]
    [InlineData(PitchClassNormalization.Maximum)]
    [InlineData(PitchClassNormalization.Sum)]
    [InlineData(PitchClassNormalization.Euclidean)]
    public void Frames_have_the_norm_one_and_silence_stays_silent(PitchClassNormalization normalization)
    {
        using var plain = new Chroma(Small with { Normalization = PitchClassNormalization.None });
        using var chroma = new Chroma(Small with { Normalization = normalization });
        // From full scale down to where squares of power are far below what float32 can hold.
        foreach (var amplitude in new[] { 1, 1e-4, 1e-30 })
        {
            using var waveform = tensor(TestSignals.Probe(400), dtype: ScalarType.Float32) * amplitude;
            var (sums, image) = (TensorAssert.Values(plain.call(waveform)), TensorAssert.Values(chroma.call(waveform)));
            var frames = sums.Length / 12;
            for (var t = 0; t < frames; t++)
            {
                var frame = Enumerable.Range(0, 12).Select(c => sums[(c * frames) + t]).ToArray();
                var norm = normalization switch
                {
                    PitchClassNormalization.Maximum => frame.Max(),
                    PitchClassNormalization.Sum => frame.Sum(),
                    PitchClassNormalization.Euclidean => Math.Sqrt(frame.Sum(x => x * x)),
                    _ => 1,
                };
                for (var c = 0; c < 12; c++)
                    Assert.Equal(frame[c] / (normalization == PitchClassNormalization.None ? 1 : Math.Max(norm, 1e-10)), image[(c * frames) + t], normalization == PitchClassNormalization.None ? 0 : 1e-6);
            }
        }

        Assert.All(TensorAssert.Values(chroma.call(zeros(100))), value => Assert.Equal(0, value));
    }

    [Fact]
    public void C_major_chord_lights_C_E_and_G()
    {
        using var chroma = new Chroma(new() { SampleRate = 16_000, FftSize = 4096 });

        Assert.Equal([0L, 4, 7], Loudest(Profile(chroma, 60, 64, 67)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(11)]
    public void Transposition_rotates_the_image(int semitones)
    {
        using var chroma = new Chroma(new() { SampleRate = 16_000, FftSize = 4096, OctaveWidth = null });
        var before = Profile(chroma, 60, 64, 67);
        var after = Profile(chroma, 60 + semitones, 64 + semitones, 67 + semitones);

        // What is left is where partials fall between FFT bins.
        for (var c = 0; c < 12; c++)
            Assert.Equal(before[c], after[(c + semitones) % 12], 0.1);
    }

    [Fact]
    public void Octave_leaves_the_image_as_it_is()
    {
        using var chroma = new Chroma(new() { SampleRate = 16_000, FftSize = 8192, OctaveWidth = null });
        var (low, high) = (Profile(chroma, 60, 64, 67), Profile(chroma, 72, 76, 79));

        for (var c = 0; c < 12; c++)
            Assert.Equal(low[c], high[c], 0.05);
    }

    [Fact]
    public void Weights_of_a_bin_and_of_the_bin_an_octave_above_are_the_same()
    {
        using var chroma = new Chroma(new() { SampleRate = 16_000, FftSize = 4096, OctaveWidth = null });
        chroma.to(ScalarType.Float64);
        var weights = chroma.state_dict()["filters"];

        // From bin 18 on, FFT bins are less than a semitone apart.
        foreach (var bin in new[] { 18, 40, 333, 1000 })
            TensorAssert.Close(TensorAssert.Values(weights.narrow(1, bin, 1)), weights.narrow(1, 2 * bin, 1), Tolerance.Float64);
    }

    [Fact]
    public void Channels_of_an_example_share_an_estimated_tuning_and_examples_do_not()
    {
        using var chroma = new Chroma(new() { SampleRate = 16_000, FftSize = 2048, Tuning = null });
        using var flat = tensor(Tones(-0.3, 57, 64), dtype: ScalarType.Float32);
        using var sharp = tensor(Tones(0.2, 57, 64), dtype: ScalarType.Float32);
        using var batch = stack([stack([flat, flat]), stack([sharp, sharp])]);
        using var image = chroma.call(batch);

        TensorAssert.Shape([2, 2, 12, 16], image);
        foreach (var (index, waveform, tuning) in new[] { (0, flat, -0.3), (1, sharp, 0.2) })
        {
            using var alone = chroma.call(waveform);
            TensorAssert.Close(TensorAssert.Values(alone), image[index, 0].unsqueeze(0), 0);
            using var given = new Chroma(chroma.Options with { Tuning = tuning });
            using var standard = new Chroma(chroma.Options with { Tuning = 0 });
            Assert.True(Distance(given) < 0.3 * Distance(standard));

            double Distance(Chroma other) => (other.call(waveform) - alone).abs().max().item<float>();
        }
    }

    [Theory]
    [InlineData(2048, 12)]
    [InlineData(1200, 12)]
    [InlineData(2048, 24)]
    public void Estimated_tuning_is_that_of_the_spectral_peaks(int size, int classes)
    {
        var signal = Tones(0.17, 52, 59, 68).Zip(TestSignals.Noise(8000, seed: 3, 0.05), (x, y) => x + y).ToArray();
        var spectrum = SpectrumOracle.Stft(signal, Window.Hann.Samples(size), size / 4, FramePlacement.Centered, EdgePadding.Reflect);
        var tuning = ChromaOracle.Tuning([spectrum], 16_000, size, classes);
        using var estimated = new Chroma(new() { SampleRate = 16_000, FftSize = size, Classes = classes, Tuning = null });
        using var given = new Chroma(estimated.Options with { Tuning = tuning });
        using var waveform = tensor(signal, dtype: ScalarType.Float32);

        Assert.Equal(0.17 * classes / 12, tuning, 0.12); // a parabola through power is only nearly the shape of a peak
        TensorAssert.Close(TensorAssert.Values(given.call(waveform)), estimated.call(waveform), 1e-6);
        TensorAssert.Close(TensorAssert.Values(given.call(waveform)), estimated.call(waveform.requires_grad_()), 1e-6);
    }

    [Fact]
    public void Librosa_preset_follows_librosas_chain()
    {
        var signal = TestSignals.Probe(8000);
        var spectrum = SpectrumOracle.Stft(signal, Window.Hann.Samples(2048), 512, FramePlacement.Centered, EdgePadding.Zero);
        var bank = ChromaOracle.Bank(22_050, 2048, tuning: ChromaOracle.Tuning([spectrum], 22_050, 2048));
        using var chroma = new Chroma(ChromaOptions.Librosa);

        TensorAssert.Close(
            ChromaOracle.DivideByMaximum(SpectrumOracle.Sum(bank, spectrum), 12), chroma.call(tensor(signal, dtype: ScalarType.Float32)), ChromaTolerance);
        Assert.All(TensorAssert.Values(chroma.call(zeros(2000))), value => Assert.Equal(0, value));
        Assert.Equal(ChromaOptions.Librosa, JsonRoundTrip.Of(ChromaOptions.Librosa));
        Assert.Equal("Chroma(22050 Hz, 2048/512 samples -> 12 pitch classes from C, tuning estimated)", chroma.ToString());
    }

    [Theory]
    [InlineData(PitchClassNormalization.None, false, 0.0)]
    [InlineData(PitchClassNormalization.None, true, 0.0)]
    [InlineData(PitchClassNormalization.Maximum, false, 0.0)]
    [InlineData(PitchClassNormalization.Maximum, true, 0.0)]
    [InlineData(PitchClassNormalization.Maximum, false, null)]
    [InlineData(PitchClassNormalization.Maximum, true, null)]
    [InlineData(PitchClassNormalization.Sum, false, 0.0)]
    [InlineData(PitchClassNormalization.Sum, true, 0.0)]
    [InlineData(PitchClassNormalization.Euclidean, false, 0.0)]
    [InlineData(PitchClassNormalization.Euclidean, true, 0.0)]
    public void Gradient_agrees_with_central_differences_at_silence_too(PitchClassNormalization normalization, bool silent, double? tuning)
    {
        using var chroma = new Chroma(Small with { Normalization = normalization, Tuning = tuning, NormalizationFloor = 0.01, Compression = new LogOnePlus(10) });
        chroma.to(ScalarType.Float64);

        GradientCheck.Passes(chroma.call, tensor(silent ? TestSignals.Silence(90) : TestSignals.Noise(90, seed: 8)));
    }

    [Theory]
    [InlineData(PitchClassNormalization.Maximum)]
    [InlineData(PitchClassNormalization.Sum)]
    [InlineData(PitchClassNormalization.Euclidean)]
    public void Gradient_at_silence_is_zero_even_with_the_smallest_floor(PitchClassNormalization normalization)
    {
        using var chroma = new Chroma(ChromaOptions.Librosa with { Normalization = normalization });
        using var waveform = zeros(2000).requires_grad_();

        (chroma.call(waveform) * 1e6).sum().backward();

        Assert.All(TensorAssert.Values(waveform.grad!), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Axis_names_one_octave_of_pitch_classes()
    {
        using var fromC = new Chroma(Small);
        using var fromA = new Chroma(Small with { Base = PitchClassBase.A, Classes = 24, Tuning = 1 });

        Assert.Equal(FrequencyScale.PitchClass, fromC.Scale);
        Assert.Equal(261.6255653, fromC.CenterFrequencies[0], 1e-6);
        Assert.Equal(440, fromC.CenterFrequencies[9], 1e-9);
        Assert.Equal(220 * Math.Pow(2, 1 / 24.0), fromA.CenterFrequencies[0], 1e-9);
        Assert.Equal(24, fromA.CenterFrequencies.Count);
        Assert.Equal((7, 14, 12), (fromC.BinsIn(semitones: 7), fromA.BinsIn(semitones: 7), fromC.BinsIn(octaves: 1.0)));
    }

    [Fact]
    public void Settings_that_make_no_sense_are_errors()
    {
        Assert.StartsWith("Decibels makes values below zero", Assert.Throws<ArgumentException>(() => new Chroma(Small with { Compression = new Decibels() })).Message);
        using var allowed = new Chroma(Small with { Compression = new Decibels(), Normalization = PitchClassNormalization.None });
        Assert.Throws<ArgumentOutOfRangeException>(() => Small with { NormalizationFloor = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Tuning = 1.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Classes = 0 });
    }

    /// <summary>Returns tones of one half second at 16 kHz.</summary>
    /// <param name="detuned">By how many semitones they are sharp.</param>
    /// <param name="keys">Their MIDI numbers.</param>
    private static double[] Tones(double detuned, params int[] keys) =>
        keys.Select(key => TestSignals.Sine(8000, 440 * Math.Pow(2, (key - 69 + detuned) / 12), 16_000, 0.3)).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]);

    /// <summary>Returns the mean over time of the chroma of a chord.</summary>
    private static double[] Profile(Chroma chroma, params int[] keys) =>
        TensorAssert.Values(chroma.call(tensor(Tones(0, keys), dtype: ScalarType.Float32))[0].mean([1L]));

    private static long[] Loudest(double[] profile) =>
        [.. profile.Index().OrderByDescending(entry => entry.Item).Take(3).Select(entry => (long)entry.Index).Order()];
}
