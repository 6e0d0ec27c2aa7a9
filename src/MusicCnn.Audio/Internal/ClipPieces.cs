using MusicCnn.Signals;

namespace MusicCnn.Audio.Internal;

/// <summary>Gives a clip piece by piece as one channel at a rate, so that no second clip of its length is made.</summary>
internal static class ClipPieces
{
    private const int MostSamples = 1 << 16;

    /// <summary>Returns the samples that <see cref="AudioClip.ToMono"/> and <see cref="AudioClip.Resampled"/> would give.</summary>
    /// <exception cref="ArgumentException">The clip has another rate, and <paramref name="resampling"/> is null.</exception>
    public static IEnumerable<float[]> Of(AudioClip clip, int sampleRate, ResampleOptions? resampling)
    {
        if (clip.SampleRate != sampleRate && resampling is null)
        {
            throw new ArgumentException(
                $"The clip's sample rate is {clip.SampleRate} Hz, but {sampleRate} Hz are required. Resample it, or set Resampling.", nameof(clip));
        }

        var length = ResampleStream.PieceLength(clip.SampleRate, sampleRate, MostSamples);
        return Cut(clip, length, clip.SampleRate == sampleRate ? null : new ResampleStream(clip.SampleRate, sampleRate, resampling!));
    }

    private static IEnumerable<float[]> Cut(AudioClip clip, int length, ResampleStream? resampling)
    {
        for (var start = 0; start < clip.Length; start += length)
        {
            var mono = clip.Slice(start, Math.Min(length, clip.Length - start)).ToMono().Channel(0).ToArray();
            yield return resampling is null ? mono : resampling.Push(mono);
        }

        if (resampling is not null)
            yield return resampling.Finish();
    }
}
