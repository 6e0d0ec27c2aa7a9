using MusicCnn.FrontEnds;

namespace MusicCnn.Layers;

/// <content>Sets of one's own, in musical units.</content>
public static partial class FilterSets
{
    /// <summary>Returns filters that are given in musical units, in bins and frames of a front-end.</summary>
    /// <param name="frontEnd">The front-end, whose axes decide.</param>
    /// <param name="groups">The filters: onsets, patterns of beats, timbres of ranges, chords of octaves.</param>
    /// <returns>The groups in the same order; those that come to the same bins and frames stay apart.</returns>
    /// <exception cref="ArgumentException">There is no group, or the axes do not have a shape; see <see cref="MusicalShape.On"/>.</exception>
    /// <example>
    /// <code>
    /// using var axes = new ConstantQ(ConstantQOptions.Librosa);
    /// var set = FilterSets.FromMusic(axes,
    ///     MusicalShape.Onset(TimeSpan.FromMilliseconds(50)).Times(16),
    ///     MusicalShape.Pattern(beats: 4, beatsPerMinute: 120).Times(8),
    ///     MusicalShape.Timbre(200, 2_000).Times(32),
    ///     MusicalShape.Chord(octaves: 2).Times(32));
    /// </code>
    /// </example>
    public static FilterSet FromMusic(IFrontEnd frontEnd, params ReadOnlySpan<MusicalGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        var set = new FilterGroup[groups.Length];
        for (var i = 0; i < set.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(groups[i], nameof(groups));
            set[i] = groups[i].On(frontEnd);
        }

        return FilterSet.Of(set);
    }
}
