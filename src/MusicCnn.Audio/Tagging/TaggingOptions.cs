using MusicCnn.Internal;
using MusicCnn.Signals;

namespace MusicCnn.Audio.Tagging;

/// <summary>Represents how a <see cref="MusicTagger"/> cuts a clip into patches, and what it says of them.</summary>
/// <remarks>
/// <para>With musicnn's front-end a duration of s seconds is ⌊(⌊16,000 s⌋ − 256) / 256⌋ frames, and a patch has one more, as in the original: patches of
/// 3 s have 187 frames, hops of 1 s are 61. With other front-ends it is the nearest number of frames.</para>
/// </remarks>
public sealed record TaggingOptions
{
    /// <summary>Gets the time from the start of one patch to the start of the next, or <see langword="null"/> for patches one behind the other. Less than a
    /// patch gives overlapping ones, and a taggram of finer time.</summary>
    /// <value>The default value is <see langword="null"/>; above zero otherwise, and at least one frame. The original's <c>input_overlap</c> is this hop, whatever its name says.</value>
    public TimeSpan? Hop { get; init => field = Positive(value, nameof(Hop)); }

    /// <summary>Gets the duration of a patch, or <see langword="null"/> for the one that the network was trained on (3 s).</summary>
    /// <value>The default value is <see langword="null"/>; above zero otherwise. musicnn takes any, vgg its own only.</value>
    public TimeSpan? PatchLength { get; init => field = Positive(value, nameof(PatchLength)); }

    /// <summary>Gets what becomes of clips shorter than one patch.</summary>
    /// <value>The default value is <see cref="PatchPadding.None"/>: they are an error.</value>
    public PatchPadding ShortClips { get; init => field = Require.Defined(value); } = PatchPadding.None;

    /// <summary>Gets what becomes of the end of a clip that does not fill a patch.</summary>
    /// <value>The default value is <see cref="PatchPadding.None"/>: it is dropped.</value>
    public PatchPadding LastPatch { get; init => field = Require.Defined(value); } = PatchPadding.None;

    /// <summary>Gets the features that the taggram holds beside the likelihoods.</summary>
    /// <value>The default value is <see cref="TaggerFeatures.None"/>. Those with a time axis take 300 KB a patch; a taggram without features 200 bytes.</value>
    public TaggerFeatures Features
    {
        get;
        init => field = (value & ~TaggerFeatures.All) == 0 ? value : throw new ArgumentOutOfRangeException(nameof(Features), $"Features has no flag {value & ~TaggerFeatures.All}.");
    }

    /// <summary>Gets the number of patches that go through the network at once, from 1 to 1024. It changes no likelihood by more than 1e-6.</summary>
    /// <value>The default value is 1, the fastest on the CPUs measured (docs/performance.md) and the one of least memory; a GPU wants more.</value>
    public int BatchSize { get; init => field = Require.Within(value, 1, 1024, "patches"); } = 1;

    /// <summary>Gets the filter that brings other sample rates to that of the network, or <see langword="null"/> to refuse them.</summary>
    /// <value>The default value is <see cref="ResampleOptions.KaiserBest"/>, the filter that the original's results were made with.</value>
    /// <remarks>The musicnn networks react to the transition band: with other good filters likelihoods of a song differ by up to 0.03, of a patch by up to 0.09,
    /// more with cheap ones (0.08 and 0.14).</remarks>
    public ResampleOptions? Resampling { get; init; } = ResampleOptions.KaiserBest;

    /// <summary>Gets a value that indicates whether <see cref="MusicTagger.TagAllAsync"/> ends with the exception of the first file that cannot be tagged, instead of
    /// giving it as that file's result.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool StopAtError { get; init; }

    private static TimeSpan? Positive(TimeSpan? value, string name)
    {
        if (value is { } duration)
            Require.Positive(duration.TotalSeconds, "seconds", name);
        return value;
    }
}
