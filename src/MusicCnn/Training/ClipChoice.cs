using MusicCnn.Internal;

namespace MusicCnn.Training;

/// <summary>Checks lists of clips.</summary>
internal static class ClipChoice
{
    /// <summary>Returns the clips chosen, or all, ascending and each once.</summary>
    public static IReadOnlyList<int> Of(IClips source, IReadOnlyList<int>? clips, string name)
    {
        int[] chosen = [.. (clips ?? [.. Enumerable.Range(0, source.Count)]).Distinct().Order()];
        if (chosen.Length == 0)
            throw new ArgumentException("There are no clips: the source or the choice is empty.", name);
        foreach (var clip in chosen)
            Require.Within(clip, 0, source.Count - 1, "(clips of the source)", name);
        return chosen;
    }

    /// <summary>Throws unless all clips are prepared and there is at least one.</summary>
    public static void RequirePrepared(PreparedClips prepared, IReadOnlyList<int> clips, string name)
    {
        ArgumentNullException.ThrowIfNull(clips, name);
        if (clips.Count == 0)
            throw new ArgumentException("There are no clips in the list.", name);
        var ready = prepared.Clips.ToHashSet();
        if (clips.Where(clip => !ready.Contains(clip)).Cast<int?>().FirstOrDefault() is { } missing)
            throw new ArgumentException($"Clip {missing} is not among the {ready.Count} prepared clips. Prepare it with the others.", name);
    }

    /// <summary>Throws when a clip is listed twice: its patches of an epoch could not be told apart.</summary>
    public static void RequireDistinct(IReadOnlyList<int> clips, string name)
    {
        if (Repeated(clips) is { } clip)
            throw new ArgumentException($"Clip {clip} is listed twice. List each once; {nameof(TrainerOptions)}.{nameof(TrainerOptions.PatchesPerClip)} takes more of every clip, and {nameof(ClassWeighting)} more of rare classes.", name);
    }

    /// <summary>Returns the first clip that is listed a second time, if there is one.</summary>
    public static int? Repeated(IReadOnlyList<int> clips)
    {
        var seen = new HashSet<int>(clips.Count);
        return clips.Where(clip => !seen.Add(clip)).Cast<int?>().FirstOrDefault();
    }

    /// <summary>Throws unless clips are of at least two classes, or one of them has a tag.</summary>
    public static void RequireClasses(PreparedClips prepared, IReadOnlyList<int> clips, string name)
    {
        if (prepared.HasTags)
        {
            if (clips.All(clip => prepared.Targets(clip).Count == 0))
                throw new ArgumentException($"None of the {clips.Count} clips has a tag: there is nothing to learn.", name);
            return;
        }

        var classes = clips.Select(prepared.Label).Distinct().ToArray();
        if (classes.Length < 2)
            throw new ArgumentException($"All {clips.Count} clips are of the class '{prepared.Labels[classes[0]]}': there is nothing to tell apart. Train on at least two classes.", name);
    }
}
