namespace MusicCnn.Training;

/// <summary>Computes the areas under the curves that a threshold draws as it sinks through the scores.</summary>
internal static class RankingAreas
{
    /// <summary>Returns the area under the ROC curve and the average precision; NaN where there are no positives, or for ROC no negatives.</summary>
    /// <remarks>Equal scores pass the threshold together: one straight piece of the ROC curve, one step of precision. Counts are integers, so that the order of songs changes no bit.</remarks>
    public static (double RocAuc, double PrAuc) Of((float Score, bool True)[] songs)
    {
        var sorted = songs.OrderByDescending(song => song.Score).ToArray();
        long positives = sorted.Count(song => song.True);
        var negatives = sorted.Length - positives;

        // Twice the number of (positive, negative) pairs in the right order; a tie counts one.
        var (pairs, precision) = (0L, 0.0);
        var (hits, falseAlarms) = (0L, 0L);
        for (var start = 0; start < sorted.Length;)
        {
            var (newHits, newFalseAlarms) = (0L, 0L);
            var end = start;
            for (; end < sorted.Length && sorted[end].Score == sorted[start].Score; end++)
                _ = sorted[end].True ? newHits++ : newFalseAlarms++;
            pairs += newFalseAlarms * (2 * hits + newHits);
            (hits, falseAlarms) = (hits + newHits, falseAlarms + newFalseAlarms);
            precision += newHits * ((double)hits / (hits + falseAlarms));
            start = end;
        }

        return (positives * negatives == 0 ? double.NaN : pairs / (2.0 * positives * negatives), positives == 0 ? double.NaN : precision / positives);
    }
}
