using MusicCnn.Audio.Tagging;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Audio.Tagging;

public sealed class ManyFilesTests : IDisposable
{
    private const int Length = 60_000;

    /// <summary>Longer than any of these steps takes; reached only where a fact does not hold.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_come_in_their_order_with_the_taggrams_that_they_have_alone()
    {
        using var tagger = TaggerExample.Small();
        var paths = Files(5);
        List<TaggedFile> files = [];

        await foreach (var file in tagger.TagAllAsync(paths))
            files.Add(file);

        Assert.Equal(paths, files.Select(file => file.Path));
        foreach (var file in files)
            TaggerExample.AssertEqual(tagger.Tag(file.Path), file.Taggram!);
    }

    [Fact]
    public async Task A_bad_file_has_its_error_and_the_others_follow()
    {
        using var tagger = TaggerExample.Small();
        var paths = Files(2);
        File.WriteAllText(_folder.File("text.wav"), "no sound");
        var whole = File.ReadAllBytes(paths[0]);
        File.WriteAllBytes(_folder.File("cut.wav"), whole[..^100]);
        TaggerExample.Write(_folder, "short.wav", TaggerExample.Clip(1_000));
        string[] all = [paths[0], _folder.File("none.wav"), _folder.File("text.wav"), _folder.File("cut.wav"), _folder.File("short.wav"), paths[1]];
        List<TaggedFile> files = [];

        await foreach (var file in tagger.TagAllAsync(all))
            files.Add(file);

        Assert.Equal([true, false, false, false, false, true], files.Select(file => file.Succeeded));
        Assert.IsType<FileNotFoundException>(files[1].Error);
        Assert.IsType<InvalidDataException>(files[2].Error);
        Assert.Contains("truncated", files[3].Error!.Message, StringComparison.Ordinal);
        Assert.StartsWith($"'{all[4]}' has 4 frames", files[4].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_file_ends_the_run_where_that_is_wished()
    {
        using var tagger = TaggerExample.Small();
        string[] paths = [.. Files(1), _folder.File("none.wav")];
        List<TaggedFile> files = [];

        await Assert.ThrowsAsync<FileNotFoundException>(async () =>
        {
            await foreach (var file in tagger.TagAllAsync(paths, new() { StopAtError = true }))
                files.Add(file);
        });

        Assert.Single(files);
    }

    [Fact]
    public async Task The_next_file_is_decoded_while_the_network_is_busy_with_the_present_one()
    {
        using var nextWasAskedFor = new ManualResetEventSlim();
        var waited = new List<bool>();
        using var tagger = Waiting(() => waited.Add(nextWasAskedFor.Wait(Patience)));
        var paths = Files(2);
        IEnumerable<string> Paths()
        {
            yield return paths[0];
            nextWasAskedFor.Set();
            yield return paths[1];
        }

        await foreach (var file in tagger.TagAllAsync(Paths()))
            Assert.True(file.Succeeded, file.Error?.ToString());

        // The network of the first file did not go on before the second was asked for: without overlap it would have waited in vain.
        Assert.NotEmpty(waited);
        Assert.DoesNotContain(false, waited);
    }

    [Fact]
    public async Task Decoding_runs_ahead_by_a_bounded_number_of_pieces_only()
    {
        using var goOn = new ManualResetEventSlim();
        var asked = 0;
        using var tagger = Waiting(() => goOn.Wait(Patience));
        var path = Files(1)[0];
        IEnumerable<string> Paths()
        {
            for (; asked < 200; asked++)
                yield return path;
        }

        await using var files = tagger.TagAllAsync(Paths()).GetAsyncEnumerator();
        var first = files.MoveNextAsync().AsTask();

        // Two pieces a file, 64 in the queue, one in hand: it stands still long before the 200th.
        var before = -1;
        while (before != Volatile.Read(ref asked))
        {
            before = Volatile.Read(ref asked);
            await Task.Delay(300);
        }

        Assert.InRange(before, 2, 40);
        goOn.Set();
        Assert.True(await first);
    }

    [Fact]
    public async Task Ending_early_closes_the_file_that_is_being_read()
    {
        using var tagger = TaggerExample.Small();
        var paths = Files(40);

        await foreach (var file in tagger.TagAllAsync(paths))
            break;

        foreach (var path in paths)
            File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }

    [Fact]
    public async Task Cancelling_ends_the_run()
    {
        using var tagger = TaggerExample.Small();
        using var stop = new CancellationTokenSource();
        var done = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var file in tagger.TagAllAsync(Files(20), cancellationToken: stop.Token))
            {
                done++;
                await stop.CancelAsync();
            }
        });

        Assert.Equal(1, done);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tagger.TagAsync(TaggerExample.Clip(Length), cancellationToken: stop.Token));
    }

    [Fact]
    public async Task Progress_counts_files_and_tells_how_far_the_present_one_is()
    {
        using var tagger = TaggerExample.Small();
        var paths = Files(2);
        var reports = new Collected();

        await foreach (var file in tagger.TagAllAsync(paths, progress: reports))
            Assert.True(file.Succeeded);

        Assert.Equal(paths, reports.Select(report => report.Path).Distinct());
        Assert.All(reports, report => Assert.Equal((2, TimeSpan.FromSeconds(Length / 16_000.0)), (report.FileCount, report.Duration)));
        Assert.Equal(reports.Select(report => report.FilesDone).Order(), reports.Select(report => report.FilesDone));
        Assert.Equal((2, TimeSpan.FromSeconds(Length / 16_000.0)), (reports[^1].FilesDone, reports[^1].Position));
    }

    [Fact]
    public void Options_that_do_not_fit_are_an_error_at_once()
    {
        using var tagger = TaggerExample.Small();

        Assert.Throws<ArgumentException>(() => tagger.TagAllAsync([], new() { Features = TaggerFeatures.Pools }));
    }

    [Fact]
    public async Task What_the_list_of_files_throws_is_thrown()
    {
        using var tagger = TaggerExample.Small();
        var path = Files(1)[0];
        IEnumerable<string> Paths()
        {
            yield return path;
            throw new DirectoryNotFoundException("gone");
        }

        var error = await Assert.ThrowsAsync<DirectoryNotFoundException>(async () =>
        {
            await foreach (var file in tagger.TagAllAsync(Paths()))
                Assert.True(file.Succeeded);
        });
        Assert.Equal("gone", error.Message);
    }

    private string[] Files(int count) =>
        [.. Enumerable.Range(1, count).Select(i => TaggerExample.Write(_folder, $"{i}.wav", TaggerExample.Clip(Length, seed: i)))];

    private static MusicTagger Waiting(Action wait) => new(new AudioClassifier(
        new MelSpectrogram(MelSpectrogramOptions.Musicnn), new WaitingNetwork(wait), new() { Labels = TaggerExample.Labels, PatchFrames = TaggerExample.PatchFrames }));

    /// <summary>Collects reports where they are made; <see cref="Progress{T}"/> would hand them to another thread.</summary>
    private sealed class Collected : List<TaggingProgress>, IProgress<TaggingProgress>
    {
        public void Report(TaggingProgress value) => Add(value);
    }

    /// <summary>A network that waits for something before each of its answers.</summary>
    private sealed class WaitingNetwork(Action wait) : nn.Module<Tensor, Tensor>(nameof(WaitingNetwork))
    {
        public override Tensor forward(Tensor image)
        {
            wait();
            return zeros(image.shape[0], TaggerExample.Labels.Length);
        }
    }
}
