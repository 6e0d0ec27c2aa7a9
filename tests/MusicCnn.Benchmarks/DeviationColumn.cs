using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace MusicCnn.Benchmarks;

/// <summary>Shows beside each time how far the result is from double precision: a fast wrong number is no gain.</summary>
internal sealed class DeviationColumn : IColumn
{
    private readonly Dictionary<string, (double Plain, double Ours)> _deviations = [];

    public string Id => nameof(DeviationColumn);

    public string ColumnName => "Deviation";

    public string Legend => "Largest deviation from double precision: of logarithms absolute, otherwise relative to the largest value";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var name = (string)benchmarkCase.Parameters[nameof(FrontEndBenchmarks.Case)];
        if (!_deviations.TryGetValue(name, out var deviations))
            _deviations[name] = deviations = Comparisons.All[name].Value.Deviations();
        var value = benchmarkCase.Descriptor.WorkloadMethod.Name == nameof(FrontEndBenchmarks.Plain) ? deviations.Plain : deviations.Ours;
        return value.ToString("0.0e+0", CultureInfo.InvariantCulture);
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
}
