using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MusicCnn.Tests.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;

namespace MusicCnn.Tests.Docs;

/// <summary>Holds docs/model-files.md to what files hold.</summary>
public class ModelFilesPageTests
{
    [Fact]
    public void The_page_lists_every_metadata_entry_of_a_file()
    {
        using var folder = new TemporaryFolder();
        using var model = Classifiers.Standardized();
        ModelFile.Save(folder.File("model.safetensors"), model);
        using var file = SafeTensors.Read(folder.File("model.safetensors"));

        var listed = Regex.Matches(File.ReadAllText(Page()), @"^\| `(musiccnn\.[a-z_.]+)`", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

        Assert.Equal(file.Metadata.Keys.Order(), listed.Order());
        Assert.Equal("1", file.Metadata["musiccnn.format"]);
    }

    private static string Page([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", "model-files.md");
}
