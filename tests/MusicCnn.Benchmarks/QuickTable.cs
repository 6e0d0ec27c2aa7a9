using System.Diagnostics;
using System.Globalization;
using static TorchSharp.torch;

namespace MusicCnn.Benchmarks;

/// <summary>Measures every comparison, the two ways in turn, and prints medians side by side: a minute rather than BenchmarkDotNet's many.</summary>
internal static class QuickTable
{
    private const int WarmUps = 3;

    public static void Print(IEnumerable<string> names, IReadOnlyList<int> threads, int runs)
    {
        Console.WriteLine("| case | threads | plain, ms | MusicCnn, ms | times as fast | plain is off by | MusicCnn is off by |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var name in names)
        {
            var comparison = Comparisons.All[name].Value;
            var (plainDeviation, ourDeviation) = comparison.Deviations();
            foreach (var count in threads)
            {
                set_num_threads(count);
                var (plain, ours) = Medians(comparison, runs);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {count} | {plain:0.0} | {ours:0.0} | {plain / ours:0.0} | {plainDeviation:0.0e+0} | {ourDeviation:0.0e+0} |"));
            }
        }
    }

    private static (double Plain, double Ours) Medians(Comparison comparison, int runs)
    {
        var (plain, ours) = (new double[runs], new double[runs]);
        for (var run = -WarmUps; run < runs; run++)
        {
            var (first, second) = (Milliseconds(comparison.Plain), Milliseconds(comparison.Ours));
            if (run >= 0)
                (plain[run], ours[run]) = (first, second);
        }

        return (Median(plain), Median(ours));
    }

    private static double Milliseconds(Func<Tensor> work)
    {
        var start = Stopwatch.GetTimestamp();
        using var result = work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
