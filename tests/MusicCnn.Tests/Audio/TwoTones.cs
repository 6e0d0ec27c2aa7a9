namespace MusicCnn.Tests.Audio;

/// <summary>Knows the files of <c>Assets/README.md</c> and the signal in them.</summary>
internal static class TwoTones
{
    public const int SampleRate = 16_000;
    public const int Length = 4_000;

    public static string Path(string extension) => System.IO.Path.Combine(AppContext.BaseDirectory, "Assets", "two-tones." + extension);

    public static byte[] Bytes(string extension) => File.ReadAllBytes(Path(extension));

    /// <summary>Returns a channel as the formula in the assets' readme gives it, rounded to 16 bits.</summary>
    public static float[] Channel(int channel)
    {
        var (amplitude, frequency) = channel == 0 ? (0.5, 440) : (0.25, 660);
        return [.. Enumerable.Range(0, Length).Select(n => (float)(Math.Round(32_768 * amplitude * Math.Sin(2 * Math.PI * frequency * n / SampleRate)) / 32_768))];
    }
}
