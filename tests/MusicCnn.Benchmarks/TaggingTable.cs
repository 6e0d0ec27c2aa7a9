using System.Diagnostics;
using System.Globalization;
using MusicCnn.Audio.Tagging;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Signals;
using static TorchSharp.torch;

namespace MusicCnn.Benchmarks;

/// <summary>Measures how long tagging takes a patch of three seconds, from samples to likelihoods, by the number of patches that go through the network at once.</summary>
internal static class TaggingTable
{
    private const int PatchFrames = 187;
    private const int Patches = 16;
    private const int WarmUps = 2;

    private static readonly int[] BatchSizes = [1, 2, 4, 8, 16];

    /// <summary>Prints medians; the batch sizes are run in turn, so that what else the machine does meets all of them.</summary>
    public static void Print(IReadOnlyList<int> threads, int runs)
    {
        Console.WriteLine($"| network | threads | {string.Join(" | ", BatchSizes.Select(size => $"batch {size}, ms"))} | fastest |");
        Console.WriteLine($"| --- | ---: | {string.Join(" | ", BatchSizes.Select(_ => "---:"))} | ---: |");
        var clip = Clip();
        foreach (var (name, build) in new (string, Func<nn.Module<Tensor, Tensor>>)[]
        {
            ("musicnn", () => new MusicnnModel(MusicnnOptions.Musicnn)),
            ("vgg", () => new VggModel(VggOptions.Musicnn)),
        })
        {
            using var tagger = Tagger(build());
            foreach (var count in threads)
            {
                set_num_threads(count);
                var times = Medians([.. BatchSizes.Select(size => (Action)(() => tagger.Tag(clip, new() { BatchSize = size })))], runs);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {count} | {string.Join(" | ", times.Select(time => (time / Patches).ToString("0.0", CultureInfo.InvariantCulture)))} | {BatchSizes[Array.IndexOf(times, times.Min())]} |"));
            }
        }

        PrintRounding(clip, runs);
    }

    /// <summary>Prints what rounding mel power to half precision costs, in the front-end, where alone it happens.</summary>
    private static void PrintRounding(AudioClip clip, int runs)
    {
        set_num_threads(1);
        using var waveform = clip.ToTensor();
        using var original = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { RoundToHalf = true });
        using var plain = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        var times = Medians([() => original.call(waveform).Dispose(), () => plain.call(waveform).Dispose()], 5 * runs);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nThe image of a patch, one thread: {times[0] / Patches:0.00} ms with rounding to half precision, {times[1] / Patches:0.00} ms without."));
    }

    private static MusicTagger Tagger(nn.Module<Tensor, Tensor> network) => new(new AudioClassifier(
        new MelSpectrogram(MelSpectrogramOptions.Musicnn with { RoundToHalf = true }), network, new() { Labels = TagLabels.MagnaTagATune, PatchFrames = PatchFrames, Output = ClassOutput.AnyOf }));

    private static AudioClip Clip()
    {
        var mel = MelSpectrogramOptions.Musicnn;
        using var signals = BenchmarkSignals.Chords(1, ((Patches * PatchFrames) - 1) * mel.HopLength!.Value, mel.SampleRate);
        return AudioClip.FromTensor(signals, mel.SampleRate);
    }

    private static double[] Medians(Action[] works, int runs)
    {
        var times = works.Select(_ => new List<double>()).ToArray();
        for (var run = 0; run < WarmUps + runs; run++)
        {
            for (var i = 0; i < works.Length; i++)
            {
                var watch = Stopwatch.StartNew();
                works[i]();
                if (run >= WarmUps)
                    times[i].Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        return [.. times.Select(all => all.Order().ElementAt(all.Count / 2))];
    }
}
