using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>What shapes are for: temporal filters learn tempi and frequency filters chords from the same images, and neither what the other does.</summary>
[Collection(Alone.Name)]
[Trait("Speed", "Slow")]
public class RhythmLearningTests
{
    private const int Bins = 24;
    private const int Frames = 48;
    private const int Batch = 32;

    /// <summary>Right more often than this is learned, and less often than <see cref="Guessed"/> guessed: of 256 answers that are guesses, half ± 3 % are right.</summary>
    private const double Learned = 0.9;
    private const double Guessed = 0.62;

    private static readonly int[] Periods = [12, 16];
    private static readonly int[] Thirds = [4, 3];

    [Fact]
    public void The_time_network_learns_tempi_but_no_chords_and_the_frequency_network_chords_but_no_tempi()
    {
        var time = new CbmiNetsOptions { Bins = Bins, Frames = Frames, Classes = 2, Filters = [FilterShape.Temporal(24).Times(8)], Dropout = 0 };
        var frequency = time with { Filters = [FilterShape.Frequency(12).Times(8)] };

        Assert.InRange(Accuracy(() => new CbmiNets(time), tempo: true), Learned, 1);
        Assert.InRange(Accuracy(() => new CbmiNets(time), tempo: false), 0, Guessed);
        Assert.InRange(Accuracy(() => new CbmiNets(frequency), tempo: false), Learned, 1);
        Assert.InRange(Accuracy(() => new CbmiNets(frequency), tempo: true), 0, Guessed);
    }

    [Fact]
    public void The_network_of_both_learns_both()
    {
        var both = new CbmiNetsOptions
        {
            Bins = Bins,
            Frames = Frames,
            Classes = 2,
            Filters = [FilterShape.Temporal(24).Times(8), FilterShape.Frequency(12).Times(8)],
            HiddenUnits = 16,
            Dropout = 0,
        };

        Assert.InRange(Accuracy(() => new CbmiNets(both), tempo: true), Learned, 1);
        Assert.InRange(Accuracy(() => new CbmiNets(both), tempo: false), Learned, 1);
    }

    [Fact]
    public void Long_filters_learn_tempi_whose_beats_lie_further_apart_than_short_filters_are_wide()
    {
        var onsets = new OnsetPatternNetOptions { Bins = Bins, Classes = 2, Filters = [FilterShape.Temporal(4).Times(4), FilterShape.Temporal(8).Times(4)], Dropout = 0 };
        var patterns = onsets with { Filters = [FilterShape.Temporal(18).Times(4), FilterShape.Temporal(24).Times(4)] };

        Assert.InRange(Accuracy(() => new OnsetPatternNet(onsets), tempo: true), 0, Guessed);
        Assert.InRange(Accuracy(() => new OnsetPatternNet(patterns), tempo: true), Learned, 1);
    }

    /// <summary>Trains a network on fresh images and returns how often it is right about others.</summary>
    private static double Accuracy(Func<nn.Module<Tensor, Tensor>> build, bool tempo)
    {
        manual_seed(3);
        var random = new Random(7);
        using var network = build();
        using var optimizer = optim.Adam(network.parameters(), lr: 0.01);
        for (var step = 0; step < 200; step++)
        {
            using var scope = NewDisposeScope();
            var (images, labels) = Draw(random, Batch, tempo);
            optimizer.zero_grad();
            nn.functional.cross_entropy(network.call(images), labels).backward();
            optimizer.step();
        }

        using var noGradient = no_grad();
        using var test = NewDisposeScope();
        network.eval();
        var (unheard, truth) = Draw(random, 256, tempo);
        return network.call(unheard).argmax(1).eq(truth).to(ScalarType.Float32).mean().item<float>();
    }

    /// <summary>Draws major and minor chords, at any root and as loud as one another, struck at one tempo or the other from any moment on.</summary>
    private static (Tensor Images, Tensor Labels) Draw(Random random, int count, bool tempo)
    {
        var values = new float[count * Bins * Frames];
        var labels = new long[count];
        for (var example = 0; example < count; example++)
        {
            var (fast, minor) = (random.Next(2), random.Next(2));
            labels[example] = tempo ? fast : minor;
            var root = random.Next(Bins - 7);
            var start = random.Next(Periods[fast]);
            int[] notes = [root, root + Thirds[minor], root + 7];
            for (var bin = 0; bin < Bins; bin++)
            {
                for (var frame = 0; frame < Frames; frame++)
                {
                    var struck = notes.Contains(bin) && frame % Periods[fast] == start;
                    values[(((example * Bins) + bin) * Frames) + frame] = (struck ? 1 : 0) + (0.05f * random.NextSingle());
                }
            }
        }

        return (tensor(values, [count, 1, Bins, Frames]), tensor(labels));
    }
}
