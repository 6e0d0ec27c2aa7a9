using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class StftModuleTests
{
    private const int Rate = 8000;

    [Fact]
    public void Conversion_there_and_back_loses_no_digit_of_the_window()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 100 });
        using var parent = nn.Sequential(("stft", stft));

        parent.to(ScalarType.Float64);
        Assert.Equal(Window.Hann.Samples(100), TensorAssert.Values(stft.state_dict()["window"]));

        parent.to(ScalarType.Float32);
        parent.to(ScalarType.Float64);
        Assert.Equal(Window.Hann.Samples(100), TensorAssert.Values(stft.state_dict()["window"]));
    }

    [Fact]
    public void Wrong_waveforms_are_errors_that_say_what_was_expected()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 128 });
        using var inside = new Stft(stft.Options with { Placement = FramePlacement.Inside });

        Assert.Equal(
            "Expected a waveform [samples], [batch, samples] or [batch, channel, samples] of at least one sample, but got [2, 3, 4, 100]. (Parameter 'waveform')",
            Assert.Throws<ArgumentException>(() => stft.call(zeros(2, 3, 4, 100))).Message);
        Assert.Contains("but got [2, 0].", Assert.Throws<ArgumentException>(() => stft.call(zeros(2, 0))).Message);
        Assert.Contains("but got [].", Assert.Throws<ArgumentException>(() => stft.call(tensor(1.0f))).Message);
        Assert.Contains(
            "The waveform must be Float32 like the module, but was Float64.",
            Assert.Throws<ArgumentException>(() => stft.call(zeros(200, dtype: ScalarType.Float64))).Message);
        Assert.Contains(
            "waveform must be at least FftSize (128 samples), because Placement is Inside, but was 127 samples.",
            Assert.Throws<ArgumentOutOfRangeException>(() => inside.call(zeros(127))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => stft.FrameCount(0));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Waveform_that_is_not_finite_is_an_error_that_says_where(float value, string name)
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 128 });
        var samples = new float[3 * 200];
        samples[(2 * 200) + 7] = value;

        var error = Assert.Throws<ArgumentException>(() => stft.call(tensor(samples, [3, 200])));

        Assert.Contains($"The waveform must be finite, but element 7 of row 2 is {name}.", error.Message);
    }

    [Fact]
    public void Finite_waveform_whose_sum_overflows_is_no_error()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 2, WindowLength = 1, HopLength = 1 });
        using var spectrum = stft.call(tensor(new[] { 3e38f, 3e38f, -3e38f, -3e38f }));

        TensorAssert.Shape([1, 2, 5], spectrum);
    }

    [Fact]
    public void Forward_leaves_one_tensor_and_the_input_as_it_was()
    {
        using var stft = new Stft(new() { SampleRate = Rate, FftSize = 128, Output = SpectrumKind.Power });
        using var waveform = tensor(TestSignals.Probe(500), dtype: ScalarType.Float32);
        Tensor? result = null;

        Assert.Equal(1, LiveTensors.ChangeBy(() => result = stft.call(waveform)));
        Assert.Equal(-1, LiveTensors.ChangeBy(() => result!.Dispose()));
        TensorAssert.Close(TestSignals.Probe(500), waveform, Tolerance.Float32Rounding);
    }

    [Fact]
    public void Transform_built_inside_a_dispose_scope_survives_it()
    {
        Stft stft;
        using (NewDisposeScope())
            stft = new Stft(new() { SampleRate = Rate, FftSize = 128 });

        using (stft)
        using (var spectrum = stft.call(zeros(300)))
            TensorAssert.Shape([1, 65, 10], spectrum);
    }
}
