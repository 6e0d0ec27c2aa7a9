using MusicCnn.Audio;
using MusicCnn.Audio.Tagging;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Audio.Tagging;

/// <summary>Makes small taggers and clips for tests: musicnn's front-end, and networks of few filters with random weights.</summary>
internal static class TaggerExample
{
    public const int SampleRate = 16_000;

    public const int PatchFrames = 187;

    /// <summary>The samples with which a clip has exactly one patch of frames: 1 + ⌊S / 256⌋ = 187.</summary>
    public const int PatchSamples = (PatchFrames - 1) * 256;

    public static string[] Labels { get; } = ["waltz", "tango", "samba", "polka"];

    public static MusicnnOptions Musicnn { get; } = new()
    {
        Classes = Labels.Length,
        TimbralFilters = 2,
        TemporalFilters = 3,
        TemporalFrames = 8,
        MidEndFilters = 4,
        DenseUnits = 5,
    };

    public static VggOptions Vgg { get; } = new() { Classes = Labels.Length, Filters = 3 };

    /// <summary>Returns a tagger of a network, whose weights and statistics are drawn.</summary>
    public static MusicTagger Of(nn.Module<Tensor, Tensor> network, int seed = 5, MelSpectrogramOptions? mel = null, int patchFrames = PatchFrames) =>
        new(Classifier(network, seed, mel, patchFrames));

    public static AudioClassifier Classifier(nn.Module<Tensor, Tensor> network, int seed = 5, MelSpectrogramOptions? mel = null, int patchFrames = PatchFrames)
    {
        SeededState.Draw(network, seed);
        return new AudioClassifier(new MelSpectrogram(mel ?? MelSpectrogramOptions.Musicnn with { RoundToHalf = true }), network, new() { Labels = Labels, PatchFrames = patchFrames, Output = ClassOutput.AnyOf });
    }

    public static MusicTagger Small(int seed = 5) => Of(new MusicnnModel(Musicnn), seed);

    /// <summary>Returns a clip of tones that come and go, so that every patch differs.</summary>
    public static AudioClip Clip(int samples, int seed = 1, int sampleRate = SampleRate) => new(Samples(samples, seed, sampleRate), sampleRate);

    public static float[] Samples(int samples, int seed = 1, int sampleRate = SampleRate)
    {
        var random = new Random(seed);
        var values = new float[samples];
        for (var n = 0; n < samples; n++)
        {
            var time = (double)n / sampleRate;
            var frequency = 110 * Math.Pow(2, ((int)(time * 3) + seed) % 36 / 12.0);
            values[n] = (float)((0.4 * Math.Sin(2 * Math.PI * frequency * time)) + (0.05 * (random.NextDouble() - 0.5)));
        }

        return values;
    }

    /// <summary>Writes a clip as a WAV file, whose 32-bit samples are the clip's.</summary>
    public static string Write(TemporaryFolder folder, string name, AudioClip clip)
    {
        var path = folder.File(name);
        AudioFile.Save(path, clip, AudioEncoding.Float32);
        return path;
    }

    /// <summary>Fails unless two taggrams have the same patches, and likelihoods that differ by no more than a tolerance.</summary>
    public static void AssertEqual(Taggram expected, Taggram actual, double tolerance = 0)
    {
        Assert.Equal(expected.Patches, actual.Patches);
        for (var patch = 0; patch < expected.Patches.Count; patch++)
        {
            for (var tag = 0; tag < expected.Labels.Count; tag++)
                Assert.InRange(actual[patch, tag] - expected[patch, tag], -tolerance, tolerance);
        }
    }
}
