using System.Globalization;
using MusicCnn.Audio;
using MusicCnn.Audio.Synthesis;

namespace MusicCnn.Benchmarks;

/// <summary>Writes the files that loading is measured with: ten seconds of eight dance-like styles each, 16 kHz, mono, 16 bits.</summary>
internal static class LoadingFiles
{
    public const int SampleRate = 16_000;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    /// <summary>Writes those that are not there yet, and returns the folder of classes.</summary>
    public static AudioFolder Make(string folder, int files)
    {
        var set = new RhythmSet(new() { Seed = 1, ClipsPerClass = files / 8, ShortestClip = Duration, LongestClip = Duration, SampleRate = SampleRate });
        var songs = Path.Combine(folder, files.ToString(CultureInfo.InvariantCulture));
        var size = (long)(Duration.TotalSeconds * SampleRate * sizeof(short)) + 44;
        Parallel.For(0, set.Count, i =>
        {
            var file = new FileInfo(Path.Combine(songs, set.Name(i)));
            if (file.Exists && file.Length == size)
                return;
            file.Directory!.Create();
            AudioFile.Save(file.FullName, set.Load(i));
        });
        return AudioFolder.Open(songs);
    }
}
