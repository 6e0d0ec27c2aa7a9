namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Estimates how long the trainings ahead take: as long as was estimated of them, times as much as those behind took longer.</summary>
internal sealed class RemainingTime
{
    private double _expected;
    private double _taken;

    /// <summary>Notes how long a training has taken.</summary>
    public void Note(Row row, TimeSpan took) => (_expected, _taken) = (_expected + row.Milliseconds, _taken + took.TotalMilliseconds);

    /// <summary>Returns the estimate, when one training at least has been noted.</summary>
    public TimeSpan Left(IEnumerable<Row> rows) => TimeSpan.FromMilliseconds(rows.Sum(row => (row.FoldCount - row.Folds.Count) * row.Milliseconds) * _taken / _expected);
}
