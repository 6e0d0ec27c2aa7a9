using System.Diagnostics;
using System.Globalization;
using MusicCnn.Training;
using TorchSharp;

namespace MusicCnn.Benchmarks;

/// <summary>Notes at each quarter of a training what memory the process has.</summary>
internal sealed class QuarterMemory : IProgress<TrainingProgress>
{
    private readonly List<(int Quarter, long Tensors, long Managed, long Native)> _points = [];

    /// <summary>Gets or sets the number of steps.</summary>
    public int Total { get; set; }

    public void Report(TrainingProgress value)
    {
        if (value.Stage != TrainingStage.Training)
            return;
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            if (value.Done == Math.Max(1, Total * quarter / 4))
                Note(quarter);
        }
    }

    /// <summary>Prints a table: managed memory that is in use, and what the process has beside the collector's.</summary>
    public void Print(string what)
    {
        Console.WriteLine($"\nMemory in {what}:\n\n| quarter | tensors alive | managed, MB | native, MB |\n| ---: | ---: | ---: | ---: |");
        foreach (var (quarter, tensors, managed, native) in _points)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {quarter} | {tensors} | {managed / 1e6:0.0} | {native / 1e6:0.0} |"));
    }

    private void Note(int quarter)
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        _points.Add((quarter, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, managed, process.WorkingSet64 - GC.GetGCMemoryInfo().TotalCommittedBytes));
    }
}
