using System.Text.RegularExpressions;

namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>The libraries' sources know nothing of profiles, systems and places, but for the one decoder.</summary>
public partial class SourceTests
{
    private const string Decoder = "LibraryDecoder.cs";

    [Fact]
    public void Sources_name_no_profile_no_system_and_no_path()
    {
        var hits = Directory.EnumerateFiles(Path.Combine(ReadmeTests.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != Decoder && !Generated().IsMatch(file))
            .SelectMany(file => File.ReadLines(file).Where(line => Forbidden().IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));

        Assert.Empty(hits);
    }

    [Theory]
    [InlineData("#if SYSTEM_SNDFILE")]
    [InlineData("open(\"/usr/lib/libsndfile.so\")")]
    [InlineData("if (OperatingSystem.IsLinux())")]
    [InlineData("the nuget profile")]
    public void Each_of_them_would_be_found(string line) => Assert.Matches(Forbidden(), line);

    [GeneratedRegex(@"^\s*#(if|elif)\b|IsLinux|\bLinux\b|""/(usr|etc|tmp|home)/|dependency profile|(nuget|system) profile|SystemTorch")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Generated();
}
