using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

/// <summary>Holds taggrams of a real clip to an evaluation in double precision that shares no code with the library.</summary>
public class ReleasedPrecisionTests
{
    [DataFact]
    [Trait("Speed", "Slow")]
    public void Given_the_image_all_four_networks_give_the_likelihoods_of_double_precision()
    {
        using var all = ReleasedClip.Patches(ReleasedClip.Samples());
        using var patches = all.narrow(0, 3, 2).contiguous();
        foreach (var file in Directory.GetFiles(ReleasedClip.Folder, "*.safetensors"))
        {
            using var network = KerasWeights.Open(file);
            using var taggram = ReleasedClip.Taggram(network, patches);
            var actual = TensorAssert.Values(taggram);

            var evaluate = Evaluation(file);
            var expected = Enumerable.Range(0, 2).SelectMany(patch => evaluate(Image(patches[patch]))).ToArray();

            // Convention: given the log-mel image, single precision keeps likelihoods within 2e-5.
            Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -2e-5, 2e-5));
        }
    }

    private static Func<double[,], double[]> Evaluation(string file)
    {
        var weights = KerasExample.Read(file);
        return file.Contains("vgg", StringComparison.Ordinal) ? new KerasVgg(weights).Likelihoods : new KerasMusicnn(weights).Likelihoods;
    }

    /// <summary>Returns an image [1, bin, frame] as frame by bin.</summary>
    private static double[,] Image(Tensor patch)
    {
        using var transposed = patch[0].transpose(0, 1).contiguous();
        var image = new double[transposed.shape[0], transposed.shape[1]];
        Buffer.BlockCopy(TensorAssert.Values(transposed), 0, image, 0, sizeof(double) * image.Length);
        return image;
    }
}
