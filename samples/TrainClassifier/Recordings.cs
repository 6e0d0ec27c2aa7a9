using MusicCnn.Audio;
using MusicCnn.Audio.Synthesis;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Opens the recordings to train on: a folder of the user's, or the rhythm set.</summary>
internal static class Recordings
{
    /// <summary>The share of each class's files that is held out of the training.</summary>
    public const double TestFraction = 0.25;

    /// <summary>Thirty to train on and ten to test with, each long enough for two patches.</summary>
    private static readonly RhythmSetOptions Full = new() { ClipsPerClass = 40, ShortestClip = TimeSpan.FromSeconds(7.2), LongestClip = TimeSpan.FromSeconds(9) };

    private static readonly RhythmSetOptions Few = new() { ClipsPerClass = 8 };

    public static AudioFolder Open(string? data, string cache, bool quick, CancellationToken cancellationToken)
    {
        if (data is null)
        {
            var options = quick ? Few : Full;
            data = RhythmFiles.FolderOf(cache, options);
            if (!Directory.Exists(data))
                ProgressDisplay.Run("Writing recordings", progress => RhythmFiles.Write(data, options, progress, cancellationToken));
        }

        var folder = AudioFolder.Open(data, cancellationToken: cancellationToken);
        Console.WriteLine($"{folder.Count} recordings of {folder.Labels.Count} classes in {data}");
        return folder;
    }

    public static ClipSplit Split(AudioFolder folder, int seed) => ClipSplit.ByClip(folder, TestFraction, seed);
}
