using MusicCnn.Audio.Tagging;

namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>The code blocks of docs/tagging.md, each a region of its own; <see cref="TaggingPageTests"/> holds the two together.</summary>
internal static class TaggingCode
{
    public static void One()
    {
        #region one
        using var tagger = MusicTagger.Load("MTT_musicnn.h5");        // or .safetensors, or a model file of this library

        var taggram = tagger.Tag("song.mp3");                          // also an AudioClip, samples, or a tensor
        foreach (var tag in taggram.Top(3))
            Console.WriteLine($"{tag.Likelihood:0.000}  {tag.Tag}");   // means over the patches

        Console.WriteLine(taggram[0, 3]);                              // the first patch, the fourth tag
        Console.WriteLine(taggram.Patches[1].Start);                   // 00:00:02.9920000
        #endregion
    }

    public static async Task Many(MusicTagger tagger, IProgress<TaggingProgress> progress, CancellationToken stop)
    {
        #region many
        await foreach (var file in tagger.TagAllAsync(Directory.EnumerateFiles("songs"), progress: progress, cancellationToken: stop))
        {
            if (file.Succeeded)
                Console.WriteLine($"{file.Path}: {file.Taggram}");
            else
                Console.WriteLine($"{file.Path}: {file.Error.Message}");
        }
        #endregion
    }
}
