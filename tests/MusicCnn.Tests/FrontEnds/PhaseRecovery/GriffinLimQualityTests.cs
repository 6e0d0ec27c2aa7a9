using MusicCnn.Audio;
using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.PhaseRecovery;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.PhaseRecovery;

/// <summary>How near recovered signals come, at FFT 1024, hop 256, Hann, 32 iterations, momentum 0.99.</summary>
public class GriffinLimQualityTests
{
    private const int Size = 1024;
    private const int Hop = 256;
    private const int Seeds = 5;

    /// <summary>What the median of five seeds must reach on the arpeggio of the sample: between the best and the worst of the peers on such music.</summary>
    private const double ArpeggioConvergence = 0.09;

    /// <summary>How much worse than torchaudio's worst seed the worst of ours may be: seeds differ by about as much.</summary>
    private const double OfWorstSeed = 1.1;

    [Fact]
    public void Arpeggio_converges_to_0_09_and_better()
    {
        var course = Convergence(PhaseRecoverySignals.Arpeggio(TimeSpan.FromSeconds(4)));

        Assert.True(course.Order().ElementAt(Seeds / 2) <= ArpeggioConvergence, $"The seeds give {string.Join(", ", course)}.");
    }

    [Theory]
    [InlineData("drums")]
    [InlineData("chord")]
    [InlineData("noise")]
    public void Music_and_noise_come_as_near_as_with_torchaudio(string name) => CompareWithTorchaudio(name switch
    {
        "drums" => PhaseRecoverySignals.Drums(TimeSpan.FromSeconds(1)),
        "chord" => PhaseRecoverySignals.Chord(TimeSpan.FromSeconds(1)),
        _ => new AudioClip(Array.ConvertAll(TestSignals.Noise(PhaseRecoverySignals.Rate, seed: 6, amplitude: 0.3), value => (float)value), PhaseRecoverySignals.Rate),
    });

    [DataFact]
    public void Recording_comes_as_near_as_with_torchaudio()
    {
        var path = Directory.EnumerateFiles(Path.Combine(DataFactAttribute.Folder!, "audio"), "*.mp3").Single();
        CompareWithTorchaudio(AudioFile.Load(path, new() { Start = TimeSpan.FromSeconds(5), Length = TimeSpan.FromSeconds(1.5), Mono = true }));
    }

    private static void CompareWithTorchaudio(AudioClip clip)
    {
        var signal = Array.ConvertAll(clip.Channel(0).ToArray(), value => (double)value);
        var window = Enumerable.Range(0, Size).Select(n => 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / Size))).ToArray();
        var magnitude = GriffinLimOracle.Magnitude(signal, window, Hop);
        var peers = new double[Seeds];
        Parallel.For(0, Seeds, seed => peers[seed] = GriffinLimOracle.TorchaudioConvergence(magnitude, window, Hop, signal.Length, 32, 0.99, seed));

        var ours = Convergence(clip);

        Assert.True(
            ours.Max() <= OfWorstSeed * peers.Max(),
            FormattableString.Invariant($"The worst seed gives {ours.Max():0.0000}, torchaudio's worst {peers.Max():0.0000}."));
    }

    private static double[] Convergence(AudioClip clip)
    {
        var transform = new StftOptions { SampleRate = clip.SampleRate, FftSize = Size, HopLength = Hop, Output = SpectrumKind.Magnitude };
        using var scope = NewDisposeScope();
        using var stft = new Stft(transform);
        var magnitude = stft.call(PhaseRecoverySignals.Samples(clip));
        return
        [
            .. Enumerable.Range(0, Seeds).Select(seed => new GriffinLim(new() { Transform = transform, Seed = seed, Length = clip.Length })
                .Recover(magnitude).FinalConvergence[0]),
        ];
    }
}
