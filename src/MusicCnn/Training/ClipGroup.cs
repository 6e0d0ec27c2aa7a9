namespace MusicCnn.Training;

/// <summary>Represents clips that stay together, such as excerpts of one song.</summary>
/// <param name="Label">The class of the most of them; of the lowest index among equals.</param>
/// <param name="Clips">The clips, ascending.</param>
/// <param name="Draw">A number drawn from the seed and the group's name.</param>
internal sealed record ClipGroup(int Label, IReadOnlyList<int> Clips, ulong Draw)
{
    /// <summary>Returns the groups of all clips in an order drawn from the seed, that of names among equal draws.</summary>
    public static IReadOnlyList<ClipGroup> All(IClipSource source, Func<int, string>? groupOf, int seed)
    {
        var clips = Enumerable.Range(0, source.Count);
        var groups = groupOf is null
            // Clips that share a name are still songs of their own.
            ? clips.Select(clip => (Name: source.Name(clip), Clips: new[] { clip }))
            : clips.GroupBy(groupOf, StringComparer.Ordinal).Select(group => (Name: group.Key, Clips: group.ToArray()));
        return
        [
            .. groups
                .Select(group => (group.Name, Group: new ClipGroup(MainLabel(source, group.Clips), group.Clips, NameDraw.Of(group.Name, seed))))
                .OrderBy(entry => entry.Group.Draw).ThenBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.Group.Clips[0])
                .Select(entry => entry.Group),
        ];
    }

    private static int MainLabel(IClipSource source, int[] clips) =>
        clips.CountBy(source.Label).OrderByDescending(label => label.Value).ThenBy(label => label.Key).First().Key;
}
