using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class MelModuleTests
{
    [Fact]
    public void Trained_filters_keep_their_values_when_converted()
    {
        using var mel = new MelSpectrogram(MelSpectrogramTests.Small with { Trainable = true });
        using (no_grad())
            mel.parameters().Single().fill_(0.25f);

        mel.to(ScalarType.Float64);

        Assert.All(TensorAssert.Values(mel.state_dict()["mel_filters"]), weight => Assert.Equal(0.25, weight));
        using var image = mel.call(tensor(TestSignals.Probe(60)));
        Assert.Equal(image[0, 0, 1].item<double>(), image[0, 5, 1].item<double>());
    }

    [Fact]
    public void Constants_are_persistent_buffers_and_designed_anew_at_each_conversion()
    {
        using var mel = new MelSpectrogram(MelSpectrogramTests.Small);
        var bank = new MelFilterBank(MelSpectrogramTests.Small);
        Assert.Empty(mel.parameters());
        Assert.Equal(["mel_filters", "window"], mel.state_dict().Keys.Order());

        mel.to(ScalarType.Float64);

        Assert.Equal(bank.Weights, TensorAssert.Values(mel.state_dict()["mel_filters"]));
        Assert.Equal(Window.Hann.Samples(64), TensorAssert.Values(mel.state_dict()["window"]));
    }

    [Fact]
    public void Wrong_waveforms_are_errors()
    {
        using var mel = new MelSpectrogram(MelSpectrogramTests.Small);

        Assert.Throws<ArgumentException>(() => mel.call(zeros(1, 1, 1, 100)));
        Assert.Throws<ArgumentException>(() => mel.call(zeros(0)));
        Assert.Throws<ArgumentException>(() => mel.call(zeros(100, dtype: ScalarType.Float64)));
        Assert.Throws<ArgumentException>(() => mel.call(full([100], float.NaN)));
    }

    [Fact]
    public void Forward_leaves_one_tensor_and_the_module_survives_the_scope_it_is_built_in()
    {
        MelSpectrogram constant, trainable;
        using (NewDisposeScope())
        {
            constant = new MelSpectrogram(MelSpectrogramTests.Small);
            trainable = new MelSpectrogram(MelSpectrogramTests.Small with { Trainable = true });
        }

        using var waveform = tensor(TestSignals.Probe(100), dtype: ScalarType.Float32);
        foreach (var mel in new[] { constant, trainable })
        {
            Tensor? image = null;
            Assert.Equal(1, LiveTensors.ChangeBy(() => image = mel.call(waveform)));
            image!.Dispose();
            mel.Dispose();
        }
    }
}
