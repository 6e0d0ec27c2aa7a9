namespace MusicCnn.Tests.Support;

/// <summary>Marks a test that needs outside data, which it finds through <c>MUSICCNN_DATA</c>; it counts as skipped where that is unset.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (Folder is null)
            Skip = "MUSICCNN_DATA is unset; it names a folder with pretrained/ and audio/ (README).";
    }

    /// <summary>Gets the folder with the data, or null.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable("MUSICCNN_DATA") is { Length: > 0 } folder ? folder : null;
}
