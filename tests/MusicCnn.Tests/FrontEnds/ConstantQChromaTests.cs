using MusicCnn.FrontEnds;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class ConstantQChromaTests
{
    /// <summary>The transform's own distance from its definition, relative to the peak; a frame's maximum is not smaller.</summary>
    private const double TransformTolerance = 2e-4;

    private static readonly ConstantQOptions Transform = new() { SampleRate = 8_000, MinFrequency = 220, Bins = 48, BinsPerOctave = 12, HopLength = 200 };

    [Theory]
    [InlineData(12, 12, PitchClassBase.C, 261.6255653005986, 0)]
    [InlineData(12, 12, PitchClassBase.A, 220.0, 0)]
    [InlineData(12, 12, PitchClassBase.C, 220.0, 9)]
    [InlineData(36, 12, PitchClassBase.C, 246.9416506280622, 11)]
    [InlineData(36, 12, PitchClassBase.A, 261.6255653005986, 3)]
    [InlineData(24, 24, PitchClassBase.C, 293.6647679174076, 4)]
    [InlineData(36, 12, PitchClassBase.C, 263.0, 0)]
    public void Bins_go_to_the_nearest_pitch_class(int binsPerOctave, int classes, PitchClassBase first, double lowest, int lowestClass)
    {
        using var chroma = new ConstantQChroma(new()
        {
            ConstantQ = Transform with { BinsPerOctave = binsPerOctave, Bins = 2 * binsPerOctave, MinFrequency = lowest },
            Classes = classes,
            Base = first,
        });
        var folding = chroma.state_dict()["folding"];
        var half = binsPerOctave / classes / 2;

        for (var bin = 0; bin < 2 * binsPerOctave; bin++)
        {
            var expected = (((bin + half) * classes / binsPerOctave) + lowestClass) % classes;
            Assert.Equal(Enumerable.Range(0, classes).Select(c => c == expected ? 1.0 : 0), TensorAssert.Values(folding.select(1, bin)));
        }
    }

    [Fact]
    public void Image_follows_the_definition_in_both_precisions()
    {
        var signal = TestSignals.Probe(1500);
        var options = Transform with { BinsPerOctave = 36, Bins = 72, AtomRule = AtomRule.Librosa };
        var transform = ConstantQOracle.Transform(signal, options);
        var frames = transform.GetLength(1);
        var sums = new double[12 * frames];
        for (var bin = 0; bin < 72; bin++)
        {
            for (var t = 0; t < frames; t++)
                sums[(((((bin + 1) / 3) + 9) % 12) * frames) + t] += transform[bin, t].Magnitude;
        }

        var expected = ChromaOracle.DivideByMaximum(sums, 12);
        using var chroma = new ConstantQChroma(new() { ConstantQ = options with { SideLobeError = 1e-15 } });
        using var waveform = tensor(signal, dtype: ScalarType.Float32);
        TensorAssert.Close(expected, chroma.call(waveform), Tolerance.Float32Sum * 5); // five float32 steps: transform, magnitude, sum, quotient of two
        TensorAssert.Close(expected, chroma.call(waveform.requires_grad_()), Tolerance.Float32Sum * 5);
        chroma.to(ScalarType.Float64);
        TensorAssert.Close(expected, chroma.call(tensor(signal)), 1e-10);

        using var quick = new ConstantQChroma(new() { ConstantQ = options });
        TensorAssert.Close(expected, quick.call(waveform), TransformTolerance);
    }

    [Fact]
    public void C_major_chord_lights_C_E_and_G_in_any_octave()
    {
        using var chroma = new ConstantQChroma(new() { ConstantQ = Transform with { MinFrequency = Pitch.Parse("C3"), Bins = 108, BinsPerOctave = 36 } });
        foreach (var root in new[] { "C4", "C5" })
        {
            var profile = Profile(chroma, Pitch.Parse(root).Chord(0, 4, 7));
            Assert.Equal([0, 4, 7], profile.Index().OrderByDescending(entry => entry.Item).Take(3).Select(entry => entry.Index).Order());
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Transposition_rotates_the_image_and_an_octave_leaves_it(int semitones)
    {
        using var chroma = new ConstantQChroma(new() { ConstantQ = Transform with { MinFrequency = Pitch.Parse("C3"), Bins = 120, BinsPerOctave = 36 } });
        var before = Profile(chroma, Pitch.Parse("C4").Chord(0, 3, 7));
        var after = Profile(chroma, Pitch.FromMidi(60 + semitones).Chord(0, 3, 7));
        var octave = Profile(chroma, Pitch.Parse("C5").Chord(0, 3, 7));

        for (var c = 0; c < 12; c++)
        {
            Assert.Equal(before[c], after[(c + semitones) % 12], 0.02);
            Assert.Equal(before[c], octave[c], 0.02);
        }
    }

    [Theory]
    [InlineData(PitchClassNormalization.None, false)]
    [InlineData(PitchClassNormalization.Maximum, false)]
    [InlineData(PitchClassNormalization.Maximum, true)]
    [InlineData(PitchClassNormalization.Euclidean, true)]
    public void Gradient_agrees_with_central_differences_at_silence_too(PitchClassNormalization normalization, bool silent)
    {
        using var chroma = new ConstantQChroma(new()
        {
            ConstantQ = Transform with { MinFrequency = 500, Bins = 24, HopLength = 50, Output = SpectrumKind.Power },
            Normalization = normalization,
            NormalizationFloor = 0.01,
        });
        chroma.to(ScalarType.Float64);

        GradientCheck.Passes(chroma.call, tensor(silent ? TestSignals.Silence(120) : TestSignals.Noise(120, seed: 4)));
    }

    [Fact]
    public void Preset_is_librosas_and_survives_json()
    {
        using var chroma = new ConstantQChroma(ConstantQChromaOptions.Librosa);

        Assert.Equal("ConstantQChroma(22050 Hz, hop 512 samples, 252 bins of 36 per octave -> 12 pitch classes from C)", chroma.ToString());
        Assert.Equal(261.6255653, chroma.CenterFrequencies[0], 1e-6);
        Assert.Equal(ConstantQChromaOptions.Librosa, JsonRoundTrip.Of(ConstantQChromaOptions.Librosa));
        Assert.Equal(FrequencyScale.PitchClass, chroma.Scale);
        Assert.Equal(7, chroma.BinsIn(semitones: 7));
    }

    [Fact]
    public void Lowest_bin_between_two_notes_tunes_the_axis()
    {
        using var chroma = new ConstantQChroma(new() { ConstantQ = Transform with { MinFrequency = 220 * Math.Pow(2, 0.3 / 12) } });

        Assert.Equal(440 * Math.Pow(2, 0.3 / 12), chroma.CenterFrequencies[9], 1e-9);
    }

    [Fact]
    public void Settings_that_contradict_each_other_are_errors()
    {
        Assert.StartsWith("BinsPerOctave of ConstantQ must be a multiple of Classes (7)", Message(new() { ConstantQ = Transform, Classes = 7 }));
        Assert.StartsWith("Octaves are added of Magnitude or Power", Message(new() { ConstantQ = Transform with { Output = SpectrumKind.Complex } }));
        Assert.StartsWith("Decibels makes values below zero", Message(new() { ConstantQ = Transform with { Compression = new Decibels() } }));

        static string Message(ConstantQChromaOptions options) => Assert.Throws<ArgumentException>(() => new ConstantQChroma(options)).Message;
    }

    /// <summary>Returns the middle frame of the chroma of a chord of half a second.</summary>
    private static double[] Profile(ConstantQChroma chroma, IReadOnlyList<double> frequencies)
    {
        var signal = frequencies.Select(f => TestSignals.Sine(8000, f, 8000, 0.3)).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]);
        using var image = chroma.call(tensor(signal, dtype: ScalarType.Float32));
        return TensorAssert.Values(image.select(2, 20));
    }
}
