using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

/// <summary>Holds taggrams of nine seconds of a real clip, by all four released networks, to an evaluation in double precision that shares no code with the library.</summary>
/// <remarks>Limits are for the likelihoods of the patches, and for their means. They are a few times what single precision was seen to change in an
/// independent implementation: a taggram given its image by 4e-6, given the waveform by 2.3e-5, and without rounding to half precision by 1.1e-4.</remarks>
public class ReleasedPrecisionTests
{
    private const int Patches = 3;

    /// <summary>Where the excerpt begins: music at both of its ends, which are mirrored.</summary>
    private const int Start = 160_000;

    [DataFact]
    public void Given_the_image_all_networks_give_the_likelihoods_of_double_precision()
    {
        using var patches = ReleasedClip.Patches(Excerpt());
        foreach (var file in Files)
            AssertTaggram(file, patches, Evaluate(file, patch => Frames(patches[patch])), taggram: 2e-5, mean: 1e-5);
    }

    [DataFact]
    public void Given_the_waveform_all_networks_give_the_likelihoods_of_double_precision()
    {
        var image = LogMelOracle.Image(Excerpt());
        Assert.Equal(Patches * ReleasedClip.PatchFrames, image.GetLength(0));
        using var rounded = ReleasedClip.Patches(Excerpt(), roundToHalf: true);
        using var plain = ReleasedClip.Patches(Excerpt(), roundToHalf: false);
        foreach (var file in Files)
        {
            var expected = Evaluate(file, patch => Part(image, patch));
            AssertTaggram(file, rounded, expected, taggram: 6e-5, mean: 2e-5);
            AssertTaggram(file, plain, expected, taggram: 2e-4, mean: 5e-5);
        }
    }

    private static string[] Files => Directory.GetFiles(ReleasedClip.Folder, "*.safetensors");

    /// <summary>Returns samples for exactly three patches.</summary>
    private static float[] Excerpt() => ReleasedClip.Samples()[Start..(Start + (Patches * ReleasedClip.PatchFrames - 1) * 256)];

    private static double[][] Evaluate(string file, Func<int, double[,]> image)
    {
        var weights = KerasExample.Read(file);
        Func<double[,], double[]> evaluate = file.Contains("vgg", StringComparison.Ordinal) ? new KerasVgg(weights).Likelihoods : new KerasMusicnn(weights).Likelihoods;
        return [.. Enumerable.Range(0, Patches).Select(patch => evaluate(image(patch)))];
    }

    private static void AssertTaggram(string file, Tensor patches, double[][] expected, double taggram, double mean)
    {
        using var network = KerasWeights.Open(file);
        using var likelihoods = ReleasedClip.Taggram(network, patches);
        var actual = TensorAssert.Values(likelihoods).Chunk(50).ToArray();

        var worst = expected.Zip(actual).Max(pair => Deviation(pair.First, pair.Second));
        var worstMean = Deviation(Mean(expected), Mean(actual));

        Assert.Equal(Patches, actual.Length);
        Assert.True(worst <= taggram && worstMean <= mean, $"{Path.GetFileName(file)}: {worst:e1} of a patch (at most {taggram}), {worstMean:e1} of the mean (at most {mean}).");
    }

    private static double[] Mean(double[][] taggram) => [.. Enumerable.Range(0, taggram[0].Length).Select(tag => taggram.Average(patch => patch[tag]))];

    private static double Deviation(double[] left, double[] right) => left.Zip(right).Max(pair => Math.Abs(pair.First - pair.Second));

    /// <summary>Returns the frames of a patch.</summary>
    private static double[,] Part(double[,] image, int patch)
    {
        var part = new double[ReleasedClip.PatchFrames, image.GetLength(1)];
        Array.Copy(image, patch * part.Length, part, 0, part.Length);
        return part;
    }

    /// <summary>Returns an image [1, bin, frame] as frame by bin.</summary>
    private static double[,] Frames(Tensor patch)
    {
        using var transposed = patch[0].transpose(0, 1).contiguous();
        var image = new double[transposed.shape[0], transposed.shape[1]];
        Buffer.BlockCopy(TensorAssert.Values(transposed), 0, image, 0, sizeof(double) * image.Length);
        return image;
    }
}
