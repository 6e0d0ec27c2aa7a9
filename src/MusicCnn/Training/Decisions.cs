namespace MusicCnn.Training;

/// <summary>Counts how often a tag was given rightly, given wrongly, and not given.</summary>
internal readonly record struct Decisions(int Hits, int FalseAlarms, int Misses)
{
    public double Precision => (double)Hits / (Hits + FalseAlarms);

    public double Recall => (double)Hits / (Hits + Misses);

    public double F1 => HarmonicMean(Hits, FalseAlarms, Misses);

    public static Decisions Count((float Score, bool True)[] songs, double threshold) => new(
        songs.Count(song => song.True && song.Score >= threshold),
        songs.Count(song => !song.True && song.Score >= threshold),
        songs.Count(song => song.True && !(song.Score >= threshold)));

    /// <summary>Returns F1 of counts; NaN where all are zero.</summary>
    public static double HarmonicMean(long hits, long falseAlarms, long misses) => 2.0 * hits / (2.0 * hits + falseAlarms + misses);
}
