using MusicCnn.Audio;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using MusicCnn.Training;

namespace MusicCnn.Tests.Audio;

public sealed class AudioFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sub_folders_are_the_classes_in_ordinal_order_with_their_files()
    {
        Add("jazz", "b.wav");
        Add("jazz", "disc 2", "a.WAV");
        Add("Zouk", "1.wav");
        Add("été", "夏.wav");

        var songs = AudioFolder.Open(_folder.Path);

        Assert.Equal(["Zouk", "jazz", "été"], songs.Labels);
        Assert.Equal(["Zouk/1.wav", "jazz/b.wav", "jazz/disc 2/a.WAV", "été/夏.wav"], Enumerable.Range(0, songs.Count).Select(songs.Name));
        Assert.Equal([0, 1, 1, 2], Enumerable.Range(0, songs.Count).Select(songs.Label));
        Assert.Equal(Path.Combine(_folder.Path, "été", "夏.wav"), songs.FilePath(3));
    }

    [Fact]
    public void Clips_are_loaded_as_the_options_say()
    {
        Add("a", "1.wav");
        Add("b", "1.wav");
        var songs = AudioFolder.Open(_folder.Path, new() { Loading = new() { TargetSampleRate = 16_000 } });

        var clip = songs.Load(1);

        Assert.Equal((16_000, 200), (clip.SampleRate, clip.Length));
    }

    [Fact]
    public void Files_that_are_not_audio_and_hidden_ones_are_passed_over()
    {
        Add("a", "1.wav");
        Add("b", "1.wav");
        File.WriteAllText(_folder.File("a", "notes.txt"), "notes");
        File.WriteAllText(_folder.File("a", "._1.wav"), "what macOS leaves beside a file");
        File.WriteAllText(_folder.File(".cache", "x.wav"), "hidden");

        var songs = AudioFolder.Open(_folder.Path);

        Assert.Equal(["a/1.wav", "b/1.wav"], Enumerable.Range(0, songs.Count).Select(songs.Name));
        Assert.Empty(songs.Skipped);
    }

    [Fact]
    public void Progress_is_told_after_every_file()
    {
        Add("a", "1.wav");
        Add("a", "2.wav");
        Add("b", "1.wav");
        var progress = new Recorder();

        AudioFolder.Open(_folder.Path, progress: progress);

        Assert.Equal([(1, 3), (2, 3), (3, 3)], progress.Reports.Select(report => (report.Done, report.Total)));
        Assert.EndsWith("1.wav", progress.Reports[^1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Indexing_can_be_cancelled()
    {
        Add("a", "1.wav");
        Add("b", "1.wav");
        using var cancellation = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => AudioFolder.Open(_folder.Path, progress: new Recorder(cancellation.Cancel), cancellationToken: cancellation.Token));
    }

    [Fact]
    public void Missing_folder_is_named() =>
        Assert.Contains("/none'", Assert.Throws<DirectoryNotFoundException>(() => AudioFolder.Open(_folder.Path + "/none")).Message, StringComparison.Ordinal);

    [Fact]
    public void Empty_folder_and_single_class_are_refused()
    {
        Assert.EndsWith("must hold one sub-folder of audio files for each of at least two classes, but has no sub-folder.", Refusal(), StringComparison.Ordinal);

        Add("jazz", "1.wav");
        Assert.EndsWith("but has only one, 'jazz'.", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Class_without_audio_files_is_named()
    {
        Add("jazz", "1.wav");
        File.WriteAllText(_folder.File("rock", "notes.txt"), "notes");

        Assert.StartsWith($"The class 'rock' in '{_folder.Path}' has no audio files (.wav, ", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_file_is_named_and_skipped_only_if_asked()
    {
        Add("a", "1.wav");
        Add("b", "1.wav");
        var text = _folder.File("b", "0.wav");
        File.WriteAllText(text, "Remember the milk.");
        var empty = _folder.File("a", "0.wav");
        AudioFile.Save(empty, new AudioClip(Array.Empty<float>(), 8_000));

        Assert.Equal($"The file '{empty}' has no samples. Remove the file, or set SkipUnreadable to leave such files out.", Refusal());

        var songs = AudioFolder.Open(_folder.Path, new() { SkipUnreadable = true });
        Assert.Equal(2, songs.Count);
        Assert.Equal([empty, text], songs.Skipped.Select(file => file.Path));
        Assert.Contains("it begins with \"Remember the\"", songs.Skipped[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_that_loses_all_its_files_is_an_error_even_if_skipping_was_asked()
    {
        Add("a", "1.wav");
        File.WriteAllText(_folder.File("b", "0.wav"), "Remember the milk.");

        var error = Assert.Throws<InvalidDataException>(() => AudioFolder.Open(_folder.Path, new() { SkipUnreadable = true }));

        Assert.StartsWith($"None of the files of class 'b' in '{_folder.Path}' can be read.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_can_be_split()
    {
        for (var i = 0; i < 5; i++)
        {
            Add("a", $"{i}.wav");
            Add("b", $"{i}.wav");
        }

        var songs = AudioFolder.Open(_folder.Path);
        var split = ClipSplit.ByClip(songs, testFraction: 0.4, seed: 3);

        Assert.Equal(4, split.Test.Count);
        Assert.Equal(2, split.Test.Count(clip => songs.Label(clip) == 0));
    }

    private string Refusal() => Assert.Throws<InvalidDataException>(() => AudioFolder.Open(_folder.Path)).Message;

    private void Add(params string[] parts) => AudioFile.Save(_folder.File(parts), new AudioClip(new float[100], 8_000));

    private sealed class Recorder(Action? also = null) : IProgress<AudioFolderProgress>
    {
        public List<AudioFolderProgress> Reports { get; } = [];

        public void Report(AudioFolderProgress value)
        {
            Reports.Add(value);
            also?.Invoke();
        }
    }
}
