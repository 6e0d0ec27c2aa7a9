using MusicCnn.Audio.Tagging;

namespace MusicCnn.Samples.TagAudio;

/// <summary>Loads the network and tags the recordings.</summary>
internal static class TagCommand
{
    public static async Task<int> RunAsync(Request request, CancellationToken cancellation)
    {
        // 1. Find everything that can be missing before the work begins. Without weights nothing is tagged: what an untrained network says are no tags.
        var labels = request.Labels is { } path ? await File.ReadAllLinesAsync(path, cancellation) : null;
        using var tagger = MusicTagger.Load(request.Weights, new() { Labels = labels });
        var files = Recordings.Find(request.Files);
        using var report = new Report(request, tagger.Labels, files.Count);

        // 2. Tag one after the other; while the network is busy, the next ones are decoded.
        var failed = 0;
        await ProgressDisplay.RunAsync(async progress =>
        {
            await foreach (var file in tagger.TagAllAsync(files, request.Options, progress, cancellation))
            {
                failed += file.Succeeded ? 0 : 1;
                report.Add(file);
            }
        });

        // 3. What was not printed yet, below the progress bar.
        report.Finish();
        return failed == 0 ? 0 : 2;
    }
}
