using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.PhaseRecovery;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.PhaseRecovery;

/// <summary>What a recovery leaves behind, tells and refuses.</summary>
public class GriffinLimContractTests
{
    private static readonly StftOptions Transform = new() { SampleRate = 8000, FftSize = 512, HopLength = 128, Output = SpectrumKind.Magnitude };
    private static readonly GriffinLim Two = new(new() { Transform = Transform, Iterations = 2 });

    [Fact]
    public void Recovery_leaves_one_tensor_and_no_graph()
    {
        using var magnitude = ones([2, 257, 9], requires_grad: true);
        var stopping = new GriffinLim(new() { Transform = Transform, Iterations = 20, Tolerance = 0.01 });
        PhaseRecoveryResult? result = null;

        Assert.Equal(1, LiveTensors.ChangeBy(() => result = Two.Recover(magnitude)));
        Assert.False(result!.Waveform.requires_grad);
        result.Waveform.Dispose();
        Assert.Equal(0, LiveTensors.ChangeBy(() => stopping.Recover(magnitude).Waveform.Dispose()));
    }

    [Fact]
    public void Input_is_not_changed()
    {
        using var magnitude = ones([257, 9]);
        Two.Recover(magnitude).Waveform.Dispose();

        Assert.Equal(257 * 9, magnitude.sum().item<float>());
        Assert.Equal(1, magnitude.max().item<float>());
    }

    [Fact]
    public void Progress_tells_the_start_and_every_iteration()
    {
        using var magnitude = ones([257, 9]);
        var reports = new List<PhaseRecoveryProgress>();

        var result = Two.Recover(magnitude, new Recorder(reports));

        Assert.Equal([(0, 2), (1, 2), (2, 2)], reports.Select(report => (report.Iteration, report.Iterations)));
        Assert.Equal(result.SpectralConvergence[0], reports.Select(report => report.SpectralConvergence));
        result.Waveform.Dispose();
    }

    [Fact]
    public void Cancellation_ends_it_between_iterations_and_leaves_nothing()
    {
        using var magnitude = ones([257, 9]);
        using var source = new CancellationTokenSource();
        var reports = new List<PhaseRecoveryProgress>();
        var change = LiveTensors.ChangeBy(() => Assert.Throws<OperationCanceledException>(
            () => Two.Recover(magnitude, new Recorder(reports, source.Cancel), source.Token)));

        Assert.Equal(0, change);
        Assert.Single(reports);
    }

    [Fact]
    public void Wrong_spectrograms_are_errors_that_say_what_was_expected()
    {
        using var values = ones([257, 4]);
        Assert.Equal(
            "Expected a spectrogram [frequency=257, time], with up to two axes in front, but got [256, 4]. (Parameter 'spectrogram')",
            Refusal(ones([256, 4])));
        Assert.Contains("but got [257]", Refusal(ones([257])));
        Assert.Contains("but got [0, 257, 4]", Refusal(ones([0, 257, 4])));
        Assert.Contains("must not be below 0, but its least value is -0.5. Undo a logarithm", Refusal(values - 1.5));
        Assert.Contains("The image must be finite, but element 0 of row 0 is NaN.", Refusal(values * double.NaN));
        Assert.Contains("must be real, but was ComplexFloat32. Take its magnitude with .abs()", Refusal(complex(values, values)));
        Assert.Contains("must be Float32 or Float64, but was Float16", Refusal(values.to(ScalarType.Float16)));
        Assert.Contains("covers no sample of its own. Set Length.", Refusal(ones([257, 1])));
        Assert.Throws<ArgumentNullException>(() => Two.Recover(null!));

        var wrong = new GriffinLim(new() { Transform = Transform, Length = 5000 });
        Assert.Contains(
            "A signal of 5000 samples has 40 frames, but the spectrogram has 4. Set Length to that of the signal, 384 samples or somewhat more.",
            Assert.Throws<ArgumentException>(() => wrong.Recover(values)).Message);

        static string Refusal(Tensor spectrogram) => Assert.Throws<ArgumentException>(() => Two.Recover(spectrogram)).Message;
    }

    [Fact]
    public void Settings_out_of_their_range_are_errors()
    {
        var options = new GriffinLimOptions { Transform = Transform };
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { Iterations = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { Momentum = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { Momentum = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { Momentum = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { Tolerance = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { Length = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { Start = (PhaseStart)9 });
        Assert.Throws<ArgumentNullException>(() => options with { Transform = null! });
        Assert.Throws<ArgumentNullException>(() => new GriffinLim(null!));
        Assert.Contains("from phases alone", Refusal(Transform with { Output = SpectrumKind.Phase }));
        Assert.Contains("Set Compression to None, and undo", Refusal(Transform with { Compression = new Decibels() }));
        Assert.Contains("Set Trainable to false", Refusal(Transform with { Trainable = true }));
        Assert.Contains("cannot be inverted at a hop of 600 samples", Refusal(Transform with { HopLength = 600 }));
        Assert.Equal("GriffinLim(8000 Hz, 512/128 samples, Hann, 2 iterations, momentum 0.99)", Two.ToString());

        static string Refusal(StftOptions transform) => Assert.Throws<ArgumentException>(() => new GriffinLim(new() { Transform = transform })).Message;
    }

    /// <summary>Records reports as they come, on the thread that sends them.</summary>
    private sealed class Recorder(List<PhaseRecoveryProgress> reports, Action? then = null) : IProgress<PhaseRecoveryProgress>
    {
        public void Report(PhaseRecoveryProgress value)
        {
            reports.Add(value);
            then?.Invoke();
        }
    }
}
