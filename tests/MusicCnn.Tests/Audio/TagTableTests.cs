using MusicCnn.Audio;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.Audio;

public sealed class TagTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_of_ones_in_MagnaTagATunes_form_are_tags()
    {
        Sound("f/one.mp3", "0/Über zwei, drei.mp3", "c/four.mp3");

        // Quoted, tabs, a number in front and the path behind, as annotations_final.csv.
        var table = Table(
            "\"clip_id\"\t\"no voice\"\t\"singer\"\t\"never\"\t\"mp3_path\"\r\n"
            + "\"2\"\t\"1\"\t\"1\"\t\"0\"\t\"f/one.mp3\"\r\n"
            + "\"6\"\t\"0\"\t\"1\"\t\"0\"\t\"0/Über zwei, drei.mp3\"\r\n"
            + "\"8\"\t\"0\"\t\"0\"\t\"0\"\t\"c/four.mp3\"\r\n");

        Assert.Equal(["no voice", "singer"], table.Labels);
        Assert.Equal(["f/one.mp3", "0/Über zwei, drei.mp3", "c/four.mp3"], Enumerable.Range(0, table.Count).Select(table.Name));
        Assert.Equal([0, 1], table.Tags(0));
        Assert.Equal([1], table.Tags(1));
        Assert.Empty(table.Tags(2));
        Assert.Equal(8, table.Load(1).Length);
    }

    [Theory]
    [InlineData("path,tags\n")]
    [InlineData("")]
    public void Lists_between_semicolons_are_tags_in_the_order_of_names(string titles)
    {
        Sound("a.wav", "b, c.wav");

        var table = Table(titles + "a.wav,rock; guitar ;rock\n\n\"b, c.wav\",\"say \"\"hi\"\"\"\n");

        Assert.Equal(["guitar", "rock", "say \"hi\""], table.Labels);
        Assert.Equal([0, 1], table.Tags(0));
        Assert.Equal("b, c.wav", table.Name(1));
        Assert.Equal([2], table.Tags(1));
    }

    [Fact]
    public void The_most_frequent_tags_or_those_of_a_trained_model_can_be_chosen()
    {
        Sound("a.wav", "b.wav", "c.wav");
        const string lines = "a.wav,x;y\nb.wav,y;z\nc.wav,y;z\n";

        var two = Table(lines, new() { MostFrequent = 2 });
        var named = Table(lines, new() { Labels = ["x", "z"] });

        Assert.Equal(["y", "z"], two.Labels);
        Assert.Equal([0, 1], two.Tags(1));
        Assert.Equal([0], two.Tags(0));
        Assert.Equal(["x", "z"], named.Labels);
        Assert.Equal([1], named.Tags(1));
    }

    [Fact]
    public void Missing_files_are_counted_or_left_out_and_listed()
    {
        Sound("a.wav");
        const string lines = "a.wav,x\nb.wav,x\nc.wav,x\n";

        Assert.Contains("2 of its 3 files are not in", Refusal(lines), StringComparison.Ordinal);
        var table = Table(lines, new() { SkipMissing = true });
        Assert.Equal(1, table.Count);
        Assert.EndsWith("b.wav", table.Skipped[0].Path, StringComparison.Ordinal);
        Assert.Contains("None of its 1 files", Assert.Throws<InvalidDataException>(() => Table("z.wav,x\n", new() { SkipMissing = true })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "It is empty")]
    [InlineData("clip_id,slow,fast\n1,0,1\n", "must have a column mp3_path")]
    [InlineData("path,slow,fast\na.wav,0\n", "Line 2 has 2 columns instead of 3")]
    [InlineData("path,slow,fast\na.wav,0,yes\n", "Line 2 has 'yes' for 'fast'")]
    [InlineData("path,slow,slow\na.wav,0,1\n", "Two columns are called 'slow'")]
    [InlineData("a.wav,x\na.wav,y\n", "'a.wav' is in two lines")]
    [InlineData("a.wav,\"x\n", "The quote in line 1 is not closed")]
    [InlineData("a.wav,x\n,y\n", "Line 2 has no path")]
    [InlineData("a.wav,\n", "No file has any tag")]
    public void Tables_that_are_none_are_refused_with_the_line(string text, string problem)
    {
        Sound("a.wav");
        Assert.Contains(problem, Refusal(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_many_quotes_takes_no_longer_than_one_of_letters()
    {
        // Time that grows with the square of the length would be a minute.
        const int quotes = 400_000;
        Sound("a.wav");
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var table = Table($"a.wav,x{new string('"', quotes)}\n");

        Assert.Equal(quotes + 1, table.Labels[0].Length);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Fact]
    public void Paths_that_are_absolute_or_lead_upwards_and_values_with_line_breaks_are_taken_as_they_are()
    {
        Sound("a.wav", "b.wav");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub"));
        var absolute = _folder.File("a.wav");

        var table = Table($"\uFEFFpath,tags\r\n{absolute},\"slow\r\nsong\"\r\n../b.wav,fast\r\n", new() { Folder = Path.Combine(_folder.Path, "sub") });

        Assert.Equal(absolute, table.FilePath(0));
        Assert.Equal(["fast", "slow\r\nsong"], table.Labels);
        Assert.Equal(8, table.Load(1).Length);
        Assert.Contains("1 of its 1 files", Refusal("a\0.wav,x\n"), StringComparison.Ordinal);
        Assert.Contains("'x' twice", Assert.Throws<ArgumentException>(() => Table("a.wav,x\n", new() { Labels = ["x", "x"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_division_of_MagnaTagATune_goes_by_the_first_letter_of_the_folder()
    {
        var paths = "0123456789abcdef".Select(folder => $"{folder}/x.mp3").ToArray();
        Sound(paths);

        var fold = TagTable.MagnaTagATune(Table(string.Join('\n', paths.Select(path => $"{path},t"))));

        Assert.Equal(Enumerable.Range(0, 12), fold.Train);
        Assert.Equal([12], fold.Validation);
        Assert.Equal([13, 14, 15], fold.Test);
        Sound("g/x.mp3");
        Assert.Contains("'g/x.mp3' is in none", Assert.Throws<ArgumentException>(() => TagTable.MagnaTagATune(Table("g/x.mp3,t\n"))).Message, StringComparison.Ordinal);
    }

    private TagTable Table(string text, TagTableOptions? options = null)
    {
        File.WriteAllText(_folder.File("table.csv"), text);
        return TagTable.Open(_folder.File("table.csv"), options);
    }

    private string Refusal(string text) => Assert.Throws<InvalidDataException>(() => Table(text)).Message;

    private void Sound(params string[] paths)
    {
        foreach (var path in paths)
            AudioFile.Save(_folder.File(path), new AudioClip(new float[8], 8_000));
    }
}
