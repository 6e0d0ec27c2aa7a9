namespace MusicCnn.Tests.Audio.Synthesis;

/// <summary>Recognizes what is most like it: five nearest neighbors by Euclidean distance, each feature divided by its deviation.</summary>
internal static class NearestNeighbors
{
    private const int Voters = 5;

    /// <summary>Returns the share of clips that are recognized by all others.</summary>
    public static double LeaveOneOut(double[][] features, Func<int, int> labelOf) =>
        Accuracy(features, labelOf, Enumerable.Range(0, features.Length), index => Enumerable.Range(0, features.Length).Where(other => other != index));

    /// <summary>Returns the share of clips that are recognized by those trained on.</summary>
    public static double TrainAndTest(double[][] features, Func<int, int> labelOf, IReadOnlyList<int> train, IReadOnlyList<int> test) =>
        Accuracy(features, labelOf, test, _ => train);

    private static double Accuracy(double[][] features, Func<int, int> labelOf, IEnumerable<int> tested, Func<int, IEnumerable<int>> known)
    {
        var deviations = Enumerable.Range(0, features[0].Length).Select(i =>
        {
            var mean = features.Average(clip => clip[i]);
            return Math.Sqrt(features.Average(clip => (clip[i] - mean) * (clip[i] - mean))) + 1e-9;
        }).ToArray();
        return tested.Average(index => labelOf(index) == Vote(index) ? 1.0 : 0);

        int Vote(int index) => known(index).OrderBy(other => Distance(features[index], features[other])).Take(Voters)
            .GroupBy(labelOf).MaxBy(votes => votes.Count())!.Key;

        double Distance(double[] a, double[] b)
        {
            var sum = 0.0;
            for (var i = 0; i < a.Length; i++)
                sum += Math.Pow((a[i] - b[i]) / deviations[i], 2);
            return sum;
        }
    }
}
