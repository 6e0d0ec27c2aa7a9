namespace MusicCnn.Training;

/// <summary>Refuses experiments whose figures would be wrong, before anything is trained.</summary>
internal static class ExperimentChecks
{
    /// <summary>Throws unless folds test with songs that they do not train on, and keep their folders apart.</summary>
    /// <exception cref="ArgumentException">There are no folds, two have one number, a clip is in two lists of a fold or twice in one, or the protocol's training has folders of its own.</exception>
    public static void Require(TrainingProtocol protocol, IReadOnlyList<Fold> folds)
    {
        if (protocol.Training.Checkpoints is not null)
            throw new ArgumentException($"The training of the protocol '{protocol.Name}' has a folder for checkpoints, but each fold needs one of its own. Set {nameof(ExperimentOptions)}.{nameof(ExperimentOptions.CheckpointFolder)} instead.", nameof(protocol));
        if (protocol.Training.LogFolder is not null)
            throw new ArgumentException($"The training of the protocol '{protocol.Name}' has a folder for its log, but each fold needs one of its own. Set {nameof(ExperimentOptions)}.{nameof(ExperimentOptions.LogFolder)} instead.", nameof(protocol));
        if (folds.Count == 0)
            throw new ArgumentException("There are no folds.", nameof(folds));
        if (folds.CountBy(fold => fold.Number).FirstOrDefault(number => number.Value > 1) is { Value: > 1, Key: var twice })
            throw new ArgumentException($"Two folds have the number {twice}, from which their folders and initial weights follow. Number them 1, 2, and so on.", nameof(folds));
        foreach (var fold in folds)
            RequireApart(fold);
    }

    /// <summary>Throws unless all songs are there, those to test with too, which are missed only behind hours of training.</summary>
    public static void RequirePrepared(PreparedClips clips, IReadOnlyList<Fold> folds)
    {
        foreach (var fold in folds)
        {
            ClipChoice.RequirePrepared(clips, fold.Train, nameof(folds));
            ClipChoice.RequirePrepared(clips, fold.Test, nameof(folds));
            if (fold.Validation.Count > 0)
                ClipChoice.RequirePrepared(clips, fold.Validation, nameof(folds));
        }
    }

    private static void RequireApart(Fold fold)
    {
        var lists = new[] { (Clips: fold.Train, Use: "to train on"), (Clips: fold.Validation, Use: "to validate with"), (Clips: fold.Test, Use: "to test with") };
        for (var later = 0; later < lists.Length; later++)
        {
            if (ClipChoice.Repeated(lists[later].Clips) is { } repeated)
                throw new ArgumentException($"Fold {fold.Number} lists clip {repeated} twice {lists[later].Use}. List each once.", nameof(fold));
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (lists[earlier].Clips.Intersect(lists[later].Clips).Cast<int?>().FirstOrDefault() is { } shared)
                    throw new ArgumentException($"Fold {fold.Number} lists clip {shared} {lists[later].Use} and {lists[earlier].Use}. Its figures would be those of songs heard before; take it out of one list.", nameof(fold));
            }
        }
    }
}
