namespace MusicCnn.Tests.Support;

/// <summary>Marks a test that fills a small disk of its own; it counts as skipped where the process may not mount one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.IsPossible)
            Skip = "A file system in memory cannot be mounted here; that takes Linux and its superuser.";
    }
}
