using MusicCnn.Audio;
using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

/// <summary>Holds the real clip and the released weights that <c>MUSICCNN_DATA</c> names.</summary>
internal static class ReleasedClip
{
    /// <summary>Three seconds: 1 + ((48,000 − 256) / 256) frames, and what does not fill a patch is dropped.</summary>
    public const int PatchFrames = 187;

    /// <summary>Gets the folder of the weights.</summary>
    public static string Folder => Path.Combine(DataFactAttribute.Folder!, "pretrained");

    /// <summary>Returns the clip's samples, mono at 16 kHz.</summary>
    public static float[] Samples()
    {
        var clip = AudioFile.Load(Directory.EnumerateFiles(Path.Combine(DataFactAttribute.Folder!, "audio"), "*.mp3").Single());
        return clip.ToMono().Resampled(MelSpectrogramOptions.Musicnn.SampleRate).Channel(0).ToArray();
    }

    /// <summary>Returns the log-mel patches of samples by the library, <c>[patches, 1, 96, 187]</c>.</summary>
    public static Tensor Patches(float[] samples, bool roundToHalf = true)
    {
        using var scope = NewDisposeScope();
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { RoundToHalf = roundToHalf });
        var image = mel.call(tensor(samples).reshape(1, -1));
        return image.squeeze(0).unfold(2, PatchFrames, PatchFrames).permute(2, 0, 1, 3).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Returns the likelihoods of patches by the library, one patch at a time.</summary>
    public static Tensor Taggram(nn.Module<Tensor, Tensor> network, Tensor patches)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return cat(Enumerable.Range(0, (int)patches.shape[0]).Select(i => network.call(patches.narrow(0, i, 1)).sigmoid()).ToArray(), 0).MoveToOuterDisposeScope();
    }
}
