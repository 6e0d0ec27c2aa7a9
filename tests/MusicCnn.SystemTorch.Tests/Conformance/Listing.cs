using System.Runtime.CompilerServices;

namespace MusicCnn.SystemTorch.Tests.Conformance;

/// <summary>
/// The lines of TorchSharp 0.107.0's signature listing that the binding needs. Where TORCHSHARP_LISTING names the full
/// listing, the excerpt is first made anew from it (see the README beside this file).
/// </summary>
internal static class Listing
{
    public static HashSet<string> Lines { get; } = Load();

    private static HashSet<string> Load()
    {
        var excerpt = Path.Combine(Path.GetDirectoryName(SourcePath())!, "TorchSharp-0.107.0.txt");
        if (Environment.GetEnvironmentVariable("TORCHSHARP_LISTING") is { Length: > 0 } full)
        {
            var needed = Signatures.Of(typeof(TorchSharp.torch).Assembly).ToHashSet(StringComparer.Ordinal);
            var kept = File.ReadLines(full).Where(needed.Contains).Order(StringComparer.Ordinal);
            File.WriteAllText(excerpt, string.Concat(kept.Select(line => line + "\n")));
        }
        else
        {
            excerpt = Path.Combine(AppContext.BaseDirectory, "Conformance", "TorchSharp-0.107.0.txt");
        }
        return File.ReadLines(excerpt).ToHashSet(StringComparer.Ordinal);
    }

    private static string SourcePath([CallerFilePath] string path = "") => path;
}
