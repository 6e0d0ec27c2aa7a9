using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class MelSpectrogramPcenTests
{
    [Fact]
    public void Mel_spectrogram_holds_its_normalization_as_a_part()
    {
        var options = new MelSpectrogramOptions { SampleRate = 8_000, FftSize = 64, HopLength = 16, MelBands = 6, Spectrum = SpectrumKind.Magnitude };
        using var plain = new MelSpectrogram(options);
        using var mel = new MelSpectrogram(options with { Pcen = PcenOptions.Leaf });
        using var waveform = tensor(TestSignals.Probe(900), dtype: ScalarType.Float32);
        using var pcen = new Pcen(PcenOptions.Leaf, mel);

        Assert.Equal(["mel_filters", "pcen.bias", "pcen.gain", "pcen.root", "pcen.smoothing", "window"], mel.state_dict().Keys.Order(StringComparer.Ordinal));
        TensorAssert.Close(pcen.call(plain.call(waveform)), mel.call(waveform), 1e-6);
    }

    [Fact]
    public void Settings_round_trip_as_json()
    {
        var options = MelSpectrogramOptions.Librosa with { Pcen = PcenOptions.Leaf with { Gain = 0.7, NeighborBands = 3 } };

        Assert.Equal(options, JsonRoundTrip.Of(options));
        Assert.Null(JsonRoundTrip.Of(MelSpectrogramOptions.Librosa).Pcen);
    }

    [Fact]
    public void Learned_normalization_is_stored_in_a_model_file_and_comes_back()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.safetensors");
        using var model = new AudioClassifier(
            new MelSpectrogram(Classifiers.Mel with { Compression = Compression.None, Pcen = PcenOptions.Leaf }),
            Classifiers.Network(),
            new() { Labels = ["a", "b", "c"], PatchFrames = 20 });
        using (no_grad())
            model.get_parameter("front_end.pcen.gain")!.fill_(0.5);
        ModelFile.Save(path, model);

        using var loaded = ModelFile.Load(path);

        Assert.Equal(PcenOptions.Leaf, ((MelSpectrogram)loaded.FrontEnd).Options.Pcen);
        Assert.All(TensorAssert.Values(loaded.get_parameter("front_end.pcen.gain")!), gain => Assert.Equal(0.5, gain));
    }
}
