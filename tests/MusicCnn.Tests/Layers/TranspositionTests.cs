using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Layers;

/// <summary>On a constant-Q axis a transposed sound is a shifted image, and a layer pooled over frequency does not hear the difference.</summary>
public class TranspositionTests
{
    private const int Semitones = 12;

    /// <summary>The features of the tone and of its transposition may differ by this share of their norm.</summary>
    private const double Heard = 0.01;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(12)]
    public void A_sustained_harmonic_tone_sounds_alike_at_any_pitch(int semitones)
    {
        using var scope = NewDisposeScope();
        using var axes = Axes();
        using var layer = Layer(axes);

        var low = Features(axes, layer, 220);
        var high = Features(axes, layer, 220 * Math.Pow(2, semitones / 12.0));

        var difference = ((high - low).norm() / low.norm()).item<float>();
        Assert.True(difference < Heard, FormattableString.Invariant($"{difference:P2} after {semitones} semitones."));
    }

    [Fact]
    public void The_same_layer_does_hear_another_timbre()
    {
        using var scope = NewDisposeScope();
        using var axes = Axes();
        using var layer = Layer(axes);

        var all = Features(axes, layer, 220);
        var odd = Features(axes, layer, 220, oddOnly: true);

        var difference = ((odd - all).norm() / all.norm()).item<float>();
        Assert.True(difference > 2 * Heard, FormattableString.Invariant($"{difference:P2}"));
    }

    /// <summary>Returns eight octaves: three of harmonics and one of transposition, and above and below as much as the highest filter, two.</summary>
    private static ConstantQ Axes() => new(new ConstantQOptions
    {
        SampleRate = 44_100,
        BinsPerOctave = Semitones,
        MinFrequency = 55,
        Bins = 8 * Semitones,
    });

    private static MixedShapeConv Layer(ConstantQ axes)
    {
        var layer = new MixedShapeConv(1, FilterSets.FromMusic(axes,
            MusicalShape.Chord(octaves: 2).Times(8),
            MusicalShape.Interval(semitones: 7).Lasting(TimeSpan.FromMilliseconds(100)).Times(8),
            MusicalShape.Chord(octaves: 1).Times(8)));
        SeededWeights.Draw(layer, seed: 8);
        return layer;
    }

    /// <summary>Returns the features of the middle half of two seconds, where no atom reaches the ends.</summary>
    private static Tensor Features(ConstantQ axes, MixedShapeConv layer, double pitch, bool oddOnly = false)
    {
        var samples = 2 * axes.SampleRate;
        var tone = new double[samples];
        foreach (var harmonic in Enumerable.Range(1, 8).Where(harmonic => !oddOnly || harmonic % 2 == 1))
        {
            var sine = TestSignals.Sine(samples, harmonic * pitch, axes.SampleRate, 0.5 / harmonic);
            for (var n = 0; n < samples; n++)
                tone[n] += sine[n];
        }

        using var noGradient = no_grad();
        var features = layer.call(axes.call(tensor(tone, [1, samples]).to(ScalarType.Float32)));
        return features.narrow(2, features.shape[2] / 4, features.shape[2] / 2);
    }
}
