using System.Text.RegularExpressions;

namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>What the README shows compiles, and prints what the README says.</summary>
[Collection(ConsoleOutput.Name)]
public partial class ReadmeTests
{
    internal static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "MusicCnn.sln")))
                folder = folder.Parent ?? throw new InvalidOperationException("MusicCnn.sln lies in no folder above the tests.");
            return folder.FullName;
        }
    }

    [Fact]
    public void Every_code_block_is_a_region_of_code_that_compiles() => RequireRegions("README.md", "ReadmeCode.cs");

    [Fact]
    public void The_first_block_prints_what_stands_under_it()
    {
        var printed = Printed(ReadmeCode.Shapes);

        Assert.True(Blocks("").Any(block => block.Trim() == printed), "The README must show:\n" + printed);
    }

    [Fact]
    public void Filters_of_ones_own_print_what_stands_beside_them()
    {
        var printed = Printed(ReadmeCode.OwnFilters);

        Assert.True(Blocks("csharp").Any(block => block.Contains("// " + printed + "\n", StringComparison.Ordinal)), "The README must show:\n" + printed);
    }

    [Fact]
    public void Every_file_that_is_linked_to_exists()
    {
        var links = Link().Matches(File.ReadAllText(Path.Combine(Root, "README.md"))).Select(match => match.Groups["path"].Value);

        Assert.All(links.Where(link => !link.Contains("://", StringComparison.Ordinal)), link => Assert.True(File.Exists(Path.Combine(Root, link)), link));
    }

    /// <summary>Fails unless every C# block of a page is a region of a file.</summary>
    internal static void RequireRegions(string page, string file)
    {
        var code = File.ReadAllText(Path.Combine(Root, "tests", "MusicCnn.PublicApi.Tests", "Docs", file));
        var regions = Region().Matches(code).Select(match => Unindented(match.Groups["code"].Value)).ToHashSet();

        var blocks = Blocks("csharp", page).ToList();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(block.Trim(), regions));
    }

    private static IEnumerable<string> Blocks(string language, string page = "README.md")
    {
        var text = File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");
        return Block().Matches(text).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value);
    }

    private static string Printed(Action block)
    {
        var console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            block();
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString().ReplaceLineEndings("\n").Trim();
    }

    private static string Unindented(string code) =>
        string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line)).Trim();

    [GeneratedRegex("#region \\w+\n(?<code>.*?)#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex("^```(?<language>\\w*)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("\\]\\((?<path>[^)#]+)\\)")]
    private static partial Regex Link();
}
