using System.Reflection;
using System.Runtime.CompilerServices;
using MusicCnn.Audio;
using MusicCnn.FrontEnds;

namespace MusicCnn.PublicApi.Tests;

public class PublicApiTests
{
    [Theory]
    [InlineData(typeof(IFrontEnd))]
    [InlineData(typeof(AudioFile))]
    public void The_public_surface_is_the_approved_one(Type member)
    {
        var assembly = member.Assembly;
        var approvedFile = $"{assembly.GetName().Name}.approved.txt";
        var surface = PublicSurface.Of(assembly);

        // After an intended change: MUSICCNN_APPROVE=1 dotnet test tests/MusicCnn.PublicApi.Tests, then read the diff.
        if (Environment.GetEnvironmentVariable("MUSICCNN_APPROVE") == "1")
        {
            File.WriteAllText(Path.Combine(SourceFolder(), "Approved", approvedFile), surface);
            return;
        }

        var approved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Approved", approvedFile));
        Assert.Equal(approved.Split('\n'), surface.Split('\n'));
    }

    [Fact]
    public void A_new_public_member_would_show()
    {
        var surface = PublicSurface.Of(Assembly.GetExecutingAssembly());

        Assert.Contains("class MusicCnn.PublicApi.Tests.PublicApiTests", surface, StringComparison.Ordinal);
        Assert.Contains($"    Void {nameof(A_new_public_member_would_show)}()", surface, StringComparison.Ordinal);
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
