using BenchmarkDotNet.Attributes;
using static TorchSharp.torch;

namespace MusicCnn.Benchmarks;

/// <summary>Measures every comparison with BenchmarkDotNet, the plain way as the baseline.</summary>
public class FrontEndBenchmarks
{
    private Comparison? _comparison;

    public static IEnumerable<string> Names => Comparisons.All.Keys;

    [ParamsSource(nameof(Names))]
    public string Case { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _comparison = Comparisons.All[Case].Value;
        set_num_threads(Threads);
    }

    [Benchmark(Baseline = true)]
    public void Plain() => _comparison!.Plain().Dispose();

    [Benchmark]
    public void MusicCnn() => _comparison!.Ours().Dispose();
}
