using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Layers;

/// <summary>On a constant-Q axis the first layers of the published networks, pooled over frequency, do not hear by how many semitones a tone is transposed.</summary>
public class PublishedTranspositionTests
{
    private const int SampleRate = 22_050;
    private const int Seconds = 8;

    /// <summary>The features of the tone and of its transposition may differ by this share of their norm.</summary>
    private const double Heard = 0.01;

    /// <summary>The tone and its transpositions: eight octaves, in 12 or 24 bins each, from two octaves below the tone on; the middle half of the frames, where no atom reaches an end.</summary>
    private static readonly Dictionary<(int PerOctave, int Semitones), Lazy<Tensor>> Images = (
        from perOctave in new[] { 12, 24 }
        from semitones in new[] { 0, 1, 3, 7, 12 }
        select (perOctave, semitones)).ToDictionary(key => key, key => new Lazy<Tensor>(() => Image(key.perOctave, key.semitones)));

    private static readonly string[] Names = ["CBMI Frequency", "CBMI Black-box", "O-net", "EUSIPCO tags", "EUSIPCO instruments", "ISMIR 2018", "musicnn"];

    public static TheoryData<string, int> Layers()
    {
        var layers = new TheoryData<string, int>();
        foreach (var name in Names)
        {
            layers.Add(name, 12);
            layers.Add(name, 24);
        }

        return layers;
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_sustained_harmonic_tone_sounds_alike_at_any_pitch(string name, int perOctave)
    {
        using var noGradient = no_grad();
        using var layer = Layer(name, 2 * perOctave);
        using var low = layer.call(Images[(perOctave, 0)].Value);
        foreach (var semitones in new[] { 1, 3, 7, 12 })
        {
            using var scope = NewDisposeScope();
            var high = layer.call(Images[(perOctave, semitones)].Value);
            var difference = ((high - low).norm() / low.norm()).item<float>();
            Assert.True(difference < Heard, FormattableString.Invariant($"{name}: {difference:P2} after {semitones} semitones."));
        }
    }

    [Fact]
    public void Filters_as_high_as_the_image_do_hear_a_semitone()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var low = Images[(12, 0)].Value;
        using var layer = new MixedShapeConv(1, FilterSets.Frequency((int)low.shape[2], share: 1));
        SeededWeights.Draw(layer, seed: 8);

        var expected = layer.call(low);
        var actual = layer.call(Images[(12, 1)].Value);

        var difference = ((actual - expected).norm() / expected.norm()).item<float>();
        Assert.True(difference > 10 * Heard, FormattableString.Invariant($"{difference:P2}"));
    }

    /// <summary>Returns a first layer whose sets are made for so many bins that the highest filter fits into the room below the tone.</summary>
    private static MixedShapeConv Layer(string name, int room)
    {
        MixedShapeConvOptions options = name switch
        {
            "CBMI Frequency" => new() { Groups = FilterSets.Frequency(room) },
            "CBMI Black-box" => new() { Groups = FilterSets.BlackBox(room) },
            "O-net" => new() { Groups = FilterSets.Onsets() },
            "EUSIPCO tags" => new() { Groups = FilterSets.TimbreTagging(room), Activation = Activation.Elu, Pooling = FeaturePooling.OverFrequency with { Frames = 4 } },
            "EUSIPCO instruments" => new() { Groups = FilterSets.TimbreInstruments(room), FrequencyPadding = AxisPadding.Same, BatchNorm = BatchNormOrder.BeforeActivation, Activation = Activation.Elu },
            "ISMIR 2018" => new() { Groups = FilterSets.TaggingAtScale(room, 2), BatchNorm = BatchNormOrder.AfterActivation },
            "musicnn" => new() { Groups = FilterSets.Musicnn(room, 0.1), BatchNorm = BatchNormOrder.AfterActivation, BatchNormEpsilon = 1e-3 },
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
        var layer = new MixedShapeConv(options);
        SeededWeights.Draw(layer, seed: 8);
        layer.eval();
        return layer;
    }

    private static Tensor Image(int perOctave, int semitones)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var axes = new ConstantQ(new() { SampleRate = SampleRate, BinsPerOctave = perOctave, MinFrequency = 27.5, Bins = 8 * perOctave });
        var tone = new double[Seconds * SampleRate];
        for (var harmonic = 1; harmonic <= 6; harmonic++)
        {
            var sine = TestSignals.Sine(tone.Length, harmonic * 110 * Math.Pow(2, semitones / 12.0), SampleRate, 0.5 / harmonic);
            for (var n = 0; n < tone.Length; n++)
                tone[n] += sine[n];
        }

        var image = axes.call(tensor(tone, [1, tone.Length]).to(ScalarType.Float32));
        return image.narrow(3, image.shape[3] / 4, image.shape[3] / 2).clone().DetachFromDisposeScope();
    }
}
