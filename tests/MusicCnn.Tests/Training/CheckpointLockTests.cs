using System.Diagnostics;
using MusicCnn.Tests.Support;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class CheckpointLockTests
{
    [Fact]
    public void A_second_training_in_the_same_folder_is_refused_until_the_first_has_ended()
    {
        using var folder = new TemporaryFolder();
        var tried = false;

        Fit(folder, new Told(() =>
        {
            if (tried)
                return;
            tried = true;
            var error = Assert.Throws<IOException>(() => Fit(folder));
            Assert.Contains("another one, perhaps in another process", error.Message, StringComparison.Ordinal);
        }));

        Assert.True(tried);
        Fit(folder);
    }

    [Fact]
    public void A_folder_whose_training_was_refused_is_free_again()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("epoch-000002.safetensors"), "nothing");

        Assert.Throws<InvalidDataException>(() => Fit(folder));
        File.Delete(folder.File("epoch-000002.safetensors"));

        Fit(folder);
    }

    [Fact]
    public void A_process_that_was_killed_holds_no_folder()
    {
        // flock(1) takes the lock that .NET takes on Unix, and has no way of tidying up when it is killed. Elsewhere there is no such program, and the system itself frees a file of a process that ended.
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
            return;
        using var folder = new TemporaryFolder();
        using var other = Process.Start(new ProcessStartInfo("flock", [folder.File("lock"), "sleep", "60"]))!;
        try
        {
            Assert.True(SpinWait.SpinUntil(() => IsRefused(folder), TimeSpan.FromSeconds(20)), "The other process did not take the lock.");
        }
        finally
        {
            other.Kill(entireProcessTree: true);
            other.WaitForExit();
        }

        // What flock has started holds the lock, too, and is not waited for.
        Assert.True(SpinWait.SpinUntil(() => !IsRefused(folder), TimeSpan.FromSeconds(20)), "The lock is still held.");

        static bool IsRefused(TemporaryFolder folder)
        {
            try
            {
                Fit(folder);
                return false;
            }
            catch (IOException)
            {
                return true;
            }
        }
    }

    private static void Fit(TemporaryFolder folder, IProgress<TrainingProgress>? progress = null)
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(4, seconds: 0.2));
        new Trainer(new() { Epochs = 1, Checkpoints = new() { Folder = folder.Path, Resume = true } }).Fit(model, clips, [0, 1, 2, 3], progress: progress);
    }

    private sealed class Told(Action work) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => work();
    }
}
