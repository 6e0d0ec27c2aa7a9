using MusicCnn.FrontEnds;
using MusicCnn.Signals;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Makes the image that a network takes of a clip.</summary>
internal static class ClipImage
{
    /// <summary>Returns the image of a clip, mixed to mono and resampled to the front-end's rate.</summary>
    /// <param name="frontEnd">The front-end, which has axes.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="network">The network, whose weights decide on device and type.</param>
    /// <exception cref="ArgumentException">The clip is empty, holds a sample that is not a finite number, or is too short for one frame.</exception>
    public static Tensor Of(nn.Module<Tensor, Tensor> frontEnd, AudioClip clip, nn.Module network)
    {
        RequireSound(clip);
        using var scope = NewDisposeScope();
        var samples = clip.ToMono().Resampled(((IFrontEnd)frontEnd).SampleRate).ToTensor();
        if (network.parameters().FirstOrDefault() is { } weight)
            samples = samples.to(weight.dtype, weight.device);
        return frontEnd.call(samples).MoveToOuterDisposeScope();
    }

    /// <summary>Throws when a clip is empty or holds a sample that is not a finite number.</summary>
    public static void RequireSound(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        if (clip.Length == 0)
            throw new ArgumentException("A clip must have at least one sample, but this one is empty.", nameof(clip));
        for (var channel = 0; channel < clip.Channels; channel++)
        {
            var samples = clip.Channel(channel);
            for (var i = 0; i < samples.Length; i++)
            {
                if (!float.IsFinite(samples[i]))
                    throw new ArgumentException(FormattableString.Invariant($"Every sample must be a finite number, but sample {i} of channel {channel} is {samples[i]}."), nameof(clip));
            }
        }
    }
}
