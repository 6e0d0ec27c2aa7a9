using System.Globalization;
using System.Text;
using MusicCnn.Weights;

namespace MusicCnn.Training.Checkpoints;

/// <summary>Keeps the time that a training has taken beside its checkpoints: not in them, which are the same bytes however often the training was interrupted.</summary>
internal static class ElapsedFile
{
    public const string Name = "seconds";

    /// <summary>Some thirty years, which no training takes and every duration can say.</summary>
    private const double Most = 1e9;

    /// <summary>Returns the time; zero where it is not told or cannot be read, since nothing depends on it.</summary>
    public static TimeSpan Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        return File.Exists(path) && double.TryParse(File.ReadAllText(path), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < Most
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;
    }

    public static void Write(string folder, TimeSpan elapsed) =>
        AtomicFile.Write(Path.Combine(folder, Name), stream => stream.Write(Encoding.ASCII.GetBytes(elapsed.TotalSeconds.ToString("R", CultureInfo.InvariantCulture))));
}
