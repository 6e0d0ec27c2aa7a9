using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class MfccTests
{
    /// <summary>A cepstrum in float32 against double precision: half a unit in the last place of 400, which is what the zeroth coefficient comes to.</summary>
    private const double Coefficient = 5e-5;

    /// <summary>The same times a lifter of 22, which is at most 12.</summary>
    private const double Liftered = 2.5e-4;

    /// <summary>Values that the libraries themselves computed in float32 and printed with nine digits: 2e-6 of 405.</summary>
    private const double PrintedSingle = 4e-4;

    public static TheoryData<string> Signals => ["probe", "noise", "tones", "half silent", "click"];

    [Fact]
    public void Librosa_preset_has_the_values_of_librosa()
    {
        using var mfcc = new Mfcc(MfccOptions.Librosa);
        using var image = mfcc.call(tensor(TestSignals.Probe(16_000), dtype: ScalarType.Float32));

        TensorAssert.Shape([1, 20, 32], image);
        TensorAssert.Close([-405.093129, 49.3516516, -59.0194096], image[0, .., 5].narrow(0, 0, 3), Coefficient);
    }

    [Fact]
    public void Torchaudio_presets_have_the_values_of_torchaudio()
    {
        var mel = MfccOptions.Torchaudio.Mel with { MelBands = 40 };
        using var waveform = tensor(TestSignals.Probe(16_000), dtype: ScalarType.Float32);
        using var decibels = new Mfcc(MfccOptions.Torchaudio with { Mel = mel, Coefficients = 13 });
        using var natural = new Mfcc(MfccOptions.TorchaudioLog with { Mel = mel with { Compression = MfccOptions.TorchaudioLog.Mel.Compression }, Coefficients = 13 });

        TensorAssert.Close([-176.501396, 124.068562, 35.355148], decibels.call(waveform)[0, .., 5].narrow(0, 0, 3), PrintedSingle);
        TensorAssert.Close([-50.2239196, 37.1033942], natural.call(waveform)[0, .., 5].narrow(0, 0, 2), PrintedSingle);
    }

    [Theory]
    [MemberData(nameof(Signals))]
    public void Coefficients_follow_the_definition_whatever_the_signal(string name)
    {
        var signal = Signal(name);
        var levels = CepstrumOracle.Decibels(CepstrumOracle.Mel(signal, MelSpectrogramOptions.Librosa));
        var plain = CepstrumOracle.Flat(CepstrumOracle.Cepstrum(levels, 20));
        var liftered = CepstrumOracle.Flat(CepstrumOracle.Cepstrum(levels, 20, lifter: 22));
        using var mfcc = new Mfcc(MfccOptions.Librosa);
        using var withLifter = new Mfcc(MfccOptions.Librosa with { Lifter = 22 });
        using var waveform = tensor(signal, dtype: ScalarType.Float32);

        TensorAssert.Close(plain, mfcc.call(waveform), Coefficient);
        TensorAssert.Close(liftered, withLifter.call(waveform), Liftered);
        TensorAssert.Close(plain, mfcc.call(waveform.requires_grad_()), Coefficient);
    }

    [Fact]
    public void Natural_logarithm_and_Kaldis_lifter_follow_the_definition()
    {
        var signal = TestSignals.Noise(6000, seed: 3);
        var levels = CepstrumOracle.Map(CepstrumOracle.Mel(signal, MelSpectrogramOptions.Torchaudio), power => Math.Log(power + 1e-6));
        var expected = CepstrumOracle.Flat(CepstrumOracle.Cepstrum(levels, 40, lifter: 22, first: 0));
        using var mfcc = new Mfcc(MfccOptions.TorchaudioLog with { Lifter = 22, LifterRule = LifterRule.Kaldi });

        TensorAssert.Close(expected, mfcc.call(tensor(signal, dtype: ScalarType.Float32)), Liftered);

        mfcc.to(ScalarType.Float64);
        using var image = mfcc.call(tensor(Array.ConvertAll(signal, value => (double)(float)value)));
        TensorAssert.Close(expected, image, 1e-10); // the sums of 128 logarithms of about 10, times 12
    }

    [Fact]
    public void NnAudio_preset_reflects_the_signal_at_its_ends()
    {
        var signal = TestSignals.Probe(6000);
        var levels = CepstrumOracle.Decibels(CepstrumOracle.Mel(signal, MelSpectrogramOptions.Librosa with { EdgePadding = EdgePadding.Reflect }));
        using var mfcc = new Mfcc(MfccOptions.NnAudio);

        TensorAssert.Close(CepstrumOracle.Flat(CepstrumOracle.Cepstrum(levels, 20)), mfcc.call(tensor(signal, dtype: ScalarType.Float32)), Coefficient);
    }

    [Fact]
    public void All_coefficients_have_the_energy_of_the_levels()
    {
        // An orthonormal transform turns, and keeps lengths.
        var options = MfccOptions.TorchaudioLog with { Coefficients = 128 };
        using var mfcc = new Mfcc(options).to(ScalarType.Float64);
        using var mel = new MelSpectrogram(options.Mel).to(ScalarType.Float64);
        using var waveform = tensor(TestSignals.Probe(3000));

        using var energy = mfcc.call(waveform).square().sum([1L]);
        TensorAssert.CloseToPeak(TensorAssert.Values(mel.call(waveform).square().sum([1L])), energy, Tolerance.Float64);
    }

    [Fact]
    public void A_louder_signal_changes_the_zeroth_coefficient_only()
    {
        using var mfcc = new Mfcc(MfccOptions.Librosa).to(ScalarType.Float64);
        using var waveform = tensor(TestSignals.Noise(6000, seed: 4));

        using var change = mfcc.call(waveform * 10) - mfcc.call(waveform);

        // 20 dB in each of 128 bands, whose orthonormal mean is their sum over √128.
        TensorAssert.Close(Enumerable.Repeat(20 * Math.Sqrt(128), (int)change.shape[2]).ToArray(), change[0, 0], 1e-9);
        TensorAssert.Close(new double[19 * change.shape[2]], change.narrow(1, 1, 19), 1e-9);
    }

    [Fact]
    public void An_example_does_not_depend_on_louder_ones_in_its_batch()
    {
        using var mfcc = new Mfcc(MfccOptions.Librosa);
        using var soft = tensor(TestSignals.Noise(3000, seed: 5, amplitude: 1e-4), [1, 3000], dtype: ScalarType.Float32);
        using var loud = tensor(TestSignals.Noise(3000, seed: 6), [1, 3000], dtype: ScalarType.Float32);

        TensorAssert.Close(TensorAssert.Values(mfcc.call(soft)), mfcc.call(cat([soft, loud]))[0], 0);
    }

    [Fact]
    public void Slopes_stand_beside_the_coefficients_as_channels_or_rows()
    {
        using var waveform = tensor(TestSignals.Probe(8000), [1, 1, 8000], dtype: ScalarType.Float32);
        using var plain = new Mfcc(MfccOptions.Librosa);
        using var channels = new Mfcc(MfccOptions.Librosa with { Deltas = StackedDeltasOptions.Librosa });
        using var rows = new Mfcc(MfccOptions.Librosa with { Deltas = StackedDeltasOptions.Librosa with { Axis = DeltaAxis.Rows } });
        using var acceleration = new Deltas(DeltasOptions.Librosa with { Order = 2 });

        using var image = channels.call(waveform);
        TensorAssert.Shape([1, 3, 20, 16], image);
        TensorAssert.Close(TensorAssert.Values(plain.call(waveform)), image.narrow(1, 0, 1), 0);
        TensorAssert.Close(TensorAssert.Values(acceleration.call(plain.call(waveform))), image.narrow(1, 2, 1), Coefficient);
        TensorAssert.Close(TensorAssert.Values(image), rows.call(waveform), 0);
        Assert.Equal((20, 60), (channels.Bins, rows.Bins));
    }

    [Fact]
    public void Rows_are_no_frequencies()
    {
        using var mfcc = new Mfcc(MfccOptions.Librosa);

        Assert.Equal((FrequencyScale.None, 20, 22_050 / 512.0), (mfcc.Scale, mfcc.Bins, mfcc.FrameRate));
        Assert.Empty(mfcc.CenterFrequencies);
        Assert.Equal(43, mfcc.FramesIn(TimeSpan.FromSeconds(1)));
        Assert.Contains("no frequencies", Assert.Throws<ArgumentException>(() => mfcc.BinsBetween(100, 200)).Message);
        Assert.Equal("Mfcc(22050 Hz, 2048/512 samples -> 128 bands -> 20 coefficients)", mfcc.ToString());
    }

    [Fact]
    public void Contradicting_settings_are_errors_that_say_what_to_do()
    {
        Assert.StartsWith(
            "Coefficients must not exceed Mel.MelBands (128 bands), but was 200.",
            Assert.Throws<ArgumentException>(() => new Mfcc(MfccOptions.Librosa with { Coefficients = 200 })).Message);
        Assert.StartsWith(
            "A cepstrum is that of a logarithm, but Mel.Compression was None.",
            Assert.Throws<ArgumentException>(() => new Mfcc(new() { Mel = MelSpectrogramOptions.Librosa })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => MfccOptions.Librosa with { Lifter = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => MfccOptions.Librosa with { Coefficients = 0 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradient_agrees_with_central_differences_at_silence_too(bool silent)
    {
        var mel = new MelSpectrogramOptions { SampleRate = 8000, FftSize = 64, HopLength = 20, MelBands = 6, Compression = new Decibels { TopDecibels = 60 } };
        using var mfcc = new Mfcc(new() { Mel = mel, Coefficients = 4, Lifter = 22 }).to(ScalarType.Float64);
        using var waveform = tensor(silent ? TestSignals.Silence(90) : TestSignals.Probe(90));

        GradientCheck.Passes(mfcc.call, waveform);
    }

    [Fact]
    public void Settings_survive_JSON()
    {
        var options = MfccOptions.TorchaudioLog with { Lifter = 22, Deltas = StackedDeltasOptions.Torchaudio with { Axis = DeltaAxis.Rows } };

        Assert.Equal(options, JsonRoundTrip.Of(options));
        Assert.Equal(options, SettingsJson.Read<MfccOptions>(SettingsJson.Write(options), nameof(Mfcc)));
    }

    [Fact]
    public void A_classifier_of_cepstra_comes_back_from_its_file()
    {
        using var folder = new TemporaryFolder();
        var options = new MfccOptions { Mel = Classifiers.Mel, Coefficients = Classifiers.Bins };
        using var model = new AudioClassifier(new Mfcc(options), Classifiers.Network(), new() { Labels = ["a", "b", "c"], PatchFrames = 20 });
        model.eval();
        ModelFile.Save(folder.File("model.safetensors"), model);

        using var loaded = ModelFile.Load(folder.File("model.safetensors"));

        using var noGradient = no_grad();
        using var waveform = tensor(TestSignals.Noise(5_000, seed: 8), [1, 5_000], dtype: ScalarType.Float32);
        TensorAssert.Close(model.call(waveform), loaded.call(waveform), 0);
        Assert.Equal(options, ((Mfcc)loaded.FrontEnd).Options);
    }

    private static double[] Signal(string name) => name switch
    {
        "probe" => TestSignals.Probe(16_000),
        "noise" => TestSignals.Noise(8_000, seed: 1),
        "tones" => [.. TestSignals.Sine(8_000, 440, 22_050, 0.5).Zip(TestSignals.Sine(8_000, 1760, 22_050, 0.01), (a, b) => a + b)],
        "half silent" => [.. TestSignals.Noise(4_000, seed: 2), .. TestSignals.Silence(4_000)],
        _ => TestSignals.Impulse(8_000, 3_000),
    };
}
