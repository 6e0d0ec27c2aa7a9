using MusicCnn.Internal;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Tells whether the front-ends of two models make the same images.</summary>
/// <remarks>Bits alone do not tell: another device rounds in another way, and on the CPU images are computed in double precision.</remarks>
internal static class SameImages
{
    /// <summary>How far apart images of equal settings may be on two devices, of the peak: multiplications on graphics cards may keep ten bits.</summary>
    private const double Rounding = 0.01;

    /// <summary>Returns whether images of one model are those of another.</summary>
    /// <param name="one">The one model.</param>
    /// <param name="other">The other.</param>
    /// <param name="catalog">The catalog whose front-ends are known by their settings.</param>
    public static bool Make(AudioClassifier one, AudioClassifier other, ModelCatalog catalog)
    {
        if (one.FrontEnd.SampleRate != other.FrontEnd.SampleRate || one.FrontEnd.Bins != other.FrontEnd.Bins)
            return false;
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var (weight, otherWeight) = (one.Network.parameters().FirstOrDefault(), other.Network.parameters().FirstOrDefault());
        if ((weight?.dtype ?? ScalarType.Float32) != (otherWeight?.dtype ?? ScalarType.Float32))
            return false;
        var sameSettings = catalog.TextOfFrontEnd(one.FrontEndModule) == catalog.TextOfFrontEnd(other.FrontEndModule) && HoldSameTensors(one.FrontEndModule, other.FrontEndModule);
        if (sameSettings && catalog.KnowsFrontEnd(one.FrontEndModule))
            return true;

        // Other settings may say the same, such as a highest frequency that is given and is the default. Settings of a front-end of the user's own are not known; noise shows them.
        var sameDevice = $"{weight?.device ?? CPU}" == $"{otherWeight?.device ?? CPU}";
        if (!sameDevice && !sameSettings)
            return false;
        var (image, otherImage) = (OfNoise(one), OfNoise(other));
        return image.dtype == otherImage.dtype && image.shape.SequenceEqual(otherImage.shape) && (sameDevice ? image.Equals(otherImage) : AreNear(image, otherImage));
    }

    /// <summary>Returns whether two images of one shape differ by no more than devices do.</summary>
    internal static bool AreNear(Tensor one, Tensor other)
    {
        using var scope = NewDisposeScope();
        return (one - other).abs().max().to(ScalarType.Float64).item<double>() <= Rounding * one.abs().max().to(ScalarType.Float64).item<double>();
    }

    private static bool HoldSameTensors(nn.Module one, nn.Module other)
    {
        var (tensors, others) = (one.state_dict(), other.state_dict());
        return tensors.Count == others.Count && tensors.All(entry => others.TryGetValue(entry.Key, out var same) && same.dtype == entry.Value.dtype && same.cpu().Equals(entry.Value.cpu()));
    }

    private static Tensor OfNoise(AudioClassifier model)
    {
        var random = new SeededRandom(0);
        var noise = new float[PatchPlan.SamplesOf(model.FrontEnd, model.PatchFrames)];
        for (var i = 0; i < noise.Length; i++)
            noise[i] = (float)random.Between(-0.5, 0.5);
        return model.Image(new AudioClip(noise, model.FrontEnd.SampleRate)).cpu();
    }
}
