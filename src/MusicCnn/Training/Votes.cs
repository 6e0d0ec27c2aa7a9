namespace MusicCnn.Training;

/// <summary>Decides on a class for a song from the probabilities of its patches.</summary>
internal static class Votes
{
    /// <summary>Returns the most probable class of each patch; the first of equals.</summary>
    /// <param name="probabilities">Patches × classes.</param>
    public static int[] Patches(float[,] probabilities) =>
        [.. Enumerable.Range(0, probabilities.GetLength(0)).Select(patch => Enumerable.Range(0, probabilities.GetLength(1)).MaxBy(label => probabilities[patch, label]))];

    /// <summary>Returns the class of the song.</summary>
    /// <param name="probabilities">Patches × classes; at least one patch.</param>
    /// <param name="rule">How patches agree.</param>
    public static int Song(float[,] probabilities, VoteRule rule)
    {
        var votes = new int[probabilities.GetLength(1)];
        if (rule == VoteRule.Majority)
        {
            foreach (var label in Patches(probabilities))
                votes[label]++;
        }

        return Enumerable.Range(0, votes.Length).MaxBy(label => (votes[label], Mean(probabilities, label)));
    }

    private static double Mean(float[,] probabilities, int label) =>
        Enumerable.Range(0, probabilities.GetLength(0)).Average(patch => (double)probabilities[patch, label]);
}
