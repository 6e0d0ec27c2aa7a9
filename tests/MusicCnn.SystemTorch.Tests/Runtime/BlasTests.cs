using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Runtime;

public class BlasTests
{
    /// <summary>
    /// Debian's libtorch asks for whatever is installed as libblas.so.3, and the reference BLAS is some fifteen times
    /// slower at matrix products. The openmp flavour of OpenBLAS also obeys set_num_threads, the pthread one does not.
    /// A libtorch of another origin brings its own BLAS, for which there is nothing to check.
    /// </summary>
    [Fact]
    public void Matrix_products_run_in_OpenBLAS_with_OpenMP_threads()
    {
        using var x = ones(64, 64);
        using var product = x.matmul(x);
        Assert.Equal(64f, product.data<float>()[0]);

        var loaded = File.ReadLines("/proc/self/maps")
            .Select(line => line[(line.LastIndexOf(' ') + 1)..])
            .Where(path => path.StartsWith('/'))
            .Distinct()
            .ToList();
        var blas = loaded.Where(path => Path.GetFileName(path).StartsWith("libblas.so", StringComparison.Ordinal)).ToList();
        var debian = loaded.Any(path => path.StartsWith("/usr/lib/", StringComparison.Ordinal)
            && Path.GetFileName(path).StartsWith("libtorch_cpu.so", StringComparison.Ordinal));

        Assert.Contains(loaded, path => path.Contains("libtorch_cpu.so", StringComparison.Ordinal));
        if (!debian)
            return;
        Assert.True(
            blas.Count == 1 && blas[0].Contains("/openblas-openmp/", StringComparison.Ordinal),
            $"libtorch uses {string.Join(", ", blas)}; install libopenblas0-openmp.");
    }
}
