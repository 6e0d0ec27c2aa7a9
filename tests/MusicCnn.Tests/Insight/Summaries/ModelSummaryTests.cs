using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Insight.Summaries;

public class ModelSummaryTests
{
    private static readonly MelSpectrogramOptions Mel = new() { SampleRate = 16_000, FftSize = 512, HopLength = 160, MelBands = 24 };

    [Fact]
    public void Multiply_adds_are_those_counted_by_hand_for_a_second()
    {
        using var mel = new MelSpectrogram(Mel);
        using var network = nn.Sequential(nn.Conv2d(1, 4, (3, 5)), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 6, (22, 1), groups: 2), nn.Flatten(2), nn.Linear(46, 7));
        // Half a second: 24 × 50, behind the filters 22 × 46 and 1 × 46.
        var summary = ModelSummary.Of(network, mel, new() { Frames = 50 });
        double[] expected = [4 * 22 * 46 * 15, 4 * 22 * 46, 0, 6 * 46 * 2 * 22, 0, 6 * 46 * 7];
        Assert.Equal(0.5, summary.Seconds);
        Assert.Equal(expected.Select(count => 2 * count), summary.Rows.Skip(1).Select(row => row.MultiplyAddsPerSecond!.Value));
        Assert.Equal(2 * expected.Sum(), summary.MultiplyAddsPerSecond);
    }

    [Fact]
    public void A_mixed_layer_costs_the_sum_of_its_groups()
    {
        using var mel = new MelSpectrogram(Mel);
        using var layer = new MixedShapeConv(1, FilterShape.Temporal(10).Times(3), FilterShape.Rectangular(8, 4).Times(5));
        var summary = ModelSummary.Of(layer, mel, new() { Frames = 100 });
        Assert.Equal((3 * 10 * 24 * 100) + (5 * 32 * 17 * 100), summary.MultiplyAddsPerSecond);
        Assert.Equal([(24, 10), (17 + 7, 4)], summary.Rows.Where(row => row.Name.EndsWith(".0", StringComparison.Ordinal) || row.Name.EndsWith(".1", StringComparison.Ordinal))
            .Select(row => (row.Sees!.Bins, row.Sees.Frames)));
    }

    [Fact]
    public void A_recurrent_layer_costs_its_matrices_at_each_step()
    {
        using var mel = new MelSpectrogram(Mel);
        using var network = new Lstm();
        var summary = ModelSummary.Of(network, mel, new() { Frames = 100 });
        Assert.Equal(100 * 4 * 5 * (24 + 5), summary.MultiplyAddsPerSecond);
        Assert.Equal((4 * 5 * (24 + 5 + 2)), summary.TrainableWeights);
        Assert.True(summary.Rows[^1].Sees!.AllFrames);
    }

    [Fact]
    public void Frozen_weights_and_running_statistics_are_not_trained()
    {
        using var mel = new MelSpectrogram(Mel);
        using var network = nn.Sequential(nn.Conv2d(1, 4, (3, 3)), nn.BatchNorm2d(4));
        ((Conv2d)network[0]).weight.requires_grad = false;
        var summary = ModelSummary.Of(network, mel);
        Assert.Equal((4 + 8, 36 + 8), (summary.TrainableWeights, summary.OtherWeights));
    }

    [Fact]
    public void Frames_are_seconds_and_beats_and_bins_are_hertz()
    {
        using var stft = new Stft(new() { SampleRate = 16_000, FftSize = 512, HopLength = 160 });
        using var network = nn.Conv2d(1, 1, (10, 25));
        var sees = ModelSummary.Of(network, stft, new() { BeatsPerMinute = 120 }).Rows[0].Sees!;
        Assert.Equal((0.25, 0.5), (sees.Seconds, sees.Beats));
        Assert.Equal(10 * 16_000 / 512.0, sees.NarrowestHertz!.Value, Tolerance.Printed);
        Assert.Null(sees.Octaves);
    }

    [Fact]
    public void Bins_are_octaves_on_a_logarithmic_axis_and_a_range_of_hertz_on_a_mel_axis()
    {
        using var cqt = new ConstantQ(new() { SampleRate = 16_000, MinFrequency = 110, Bins = 48, BinsPerOctave = 24, HopLength = 160 });
        using var mel = new MelSpectrogram(Mel);
        using var network = nn.Conv2d(1, 1, (12, 1));
        var octaves = ModelSummary.Of(network, cqt).Rows[0].Sees!;
        Assert.Equal(0.5, octaves.Octaves!.Value, Tolerance.Float64 * 10);
        // Half an octave from a quarter tone's half below the lowest bin on.
        Assert.Equal(110 * Math.Pow(2, -1 / 48.0) * (Math.Sqrt(2) - 1), octaves.NarrowestHertz!.Value, Tolerance.Printed);
        var range = ModelSummary.Of(network, mel).Rows[0].Sees!;
        Assert.True(range.WidestHertz > 1.5 * range.NarrowestHertz);
    }

    [Fact]
    public void Network_and_tensors_are_afterwards_as_before()
    {
        using var mel = new MelSpectrogram(Mel);
        using var network = nn.Sequential(nn.Conv2d(1, 4, (3, 3)), nn.BatchNorm2d(4), nn.Dropout());
        network.train();
        ((nn.Module)network[2]).eval();
        using var before = ((BatchNorm2d)network[1]).running_mean!.clone();
        var first = ModelSummary.Of(network, mel).ToString();
        Assert.Equal(0, LiveTensors.ChangeBy(() => Assert.Equal(first, ModelSummary.Of(network, mel).ToString())));
        Assert.True(network.training && ((nn.Module)network[1]).training && !((nn.Module)network[2]).training);
        Assert.Equal(0, (((BatchNorm2d)network[1]).running_mean! - before).abs().max().item<float>());
    }

    [Fact]
    public void A_module_that_fails_is_named_with_what_it_was_given()
    {
        using var mel = new MelSpectrogram(Mel);
        using var network = nn.Sequential(("conv", nn.Conv2d(1, 4, (3, 3))), ("dense", nn.Linear(5, 2)));
        var error = Assert.Throws<ArgumentException>(() => ModelSummary.Of(network, mel, new() { Frames = 20 }));
        Assert.Contains("dense (Linear) fails on an input of [1, 4, 22, 18], of an image of [1, 1, 24, 20]", error.Message, StringComparison.Ordinal);
        using var same = nn.Sequential(nn.Conv2d(1, 4, (3, 3)));
        Assert.Equal(2, ModelSummary.Of(same, mel).Rows.Count);
    }

    [Fact]
    public void A_module_that_is_not_called_has_weights_and_nothing_else()
    {
        using var mel = new MelSpectrogram(Mel);
        using var network = new Bypass();
        var row = ModelSummary.Of(network, mel).Rows[^1];
        Assert.Equal(("_unused", 6L, null, null), (row.Name, row.TrainableWeights, row.OutputShape, row.Sees));
        Assert.Contains("not called", ModelSummary.Of(network, mel).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_a_line_for_each_row_and_all_columns_in_line()
    {
        using var mel = new MelSpectrogram(Mel);
        using var network = nn.Sequential(("conv", nn.Conv2d(1, 4, (3, 7))), ("pool", nn.MaxPool2d((2, 2))));
        var lines = ModelSummary.Of(network, mel, new() { Frames = 50, BeatsPerMinute = 60 }).ToString().Split(Environment.NewLine);
        Assert.Equal("image [1, 1, 24, 50] of 0.50 s", lines[0]);
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("  conv: Conv2d 3×7", lines[3], StringComparison.Ordinal);
        Assert.All(lines.Skip(2), line => Assert.Equal(lines[1].IndexOf("sees time", StringComparison.Ordinal), line.IndexOf("0.0", StringComparison.Ordinal)));
        Assert.Contains("0.070 s, 0.07 beats (7)", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_of_a_waveform_are_milliseconds_and_no_rows()
    {
        using var waveform = new RawWaveform(new() { SampleRate = 16_000 });
        using var network = nn.Sequential(("conv", nn.Conv2d(1, 4, (1, 8), stride: (1, 4))));
        var summary = ModelSummary.Of(network, waveform, new() { Frames = 16_000 });
        Assert.Equal((8, 8 / 16_000.0, 1), (summary.Rows[1].Sees!.Frames, summary.Rows[1].Sees!.Seconds, summary.Rows[1].Sees!.Bins));
        Assert.EndsWith("0.50 ms (8)  -", summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Published_networks_have_their_published_weights()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        using var musicnn = new MusicnnModel(MusicnnOptions.Musicnn);
        using var vgg = new VggModel(VggOptions.Musicnn);
        // The second numbers are the moving statistics that Keras counts too.
        var (first, second) = (ModelSummary.Of(musicnn, mel, new() { Frames = 187 }), ModelSummary.Of(vgg, mel, new() { Frames = 187 }));
        Assert.Equal((787_159, 4_920), (first.TrainableWeights, first.OtherWeights));
        Assert.Equal((605_748, 1_282), (second.TrainableWeights, second.OtherWeights));
        // Three layers of 7 frames behind temporal filters of 128.
        Assert.Equal(128 + (3 * 6), first.Rows.Single(row => row.Name == "mid_end.2").Sees!.Frames);
        // Windows of 1 × 4 in steps of 2 × 2 behind 3 × 3, and 3 × 3 in those steps.
        Assert.Equal((3, 6), Seen("stack.pools.0"));
        Assert.Equal((7, 10), Seen("stack.layers.1"));

        (int Bins, int Frames) Seen(string name) => second.Rows.Where(row => row.Name == name).Select(row => (row.Sees!.Bins, row.Sees.Frames)).Single();
    }

    [Fact]
    public void Settings_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModelSummaryOptions { Duration = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModelSummaryOptions { Frames = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModelSummaryOptions { Channels = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModelSummaryOptions { BeatsPerMinute = -1 });
    }

    private sealed class Lstm : nn.Module<Tensor, Tensor>
    {
        private readonly LSTM _lstm;

        public Lstm()
            : base(nameof(Lstm))
        {
            _lstm = nn.LSTM(24, 5, batchFirst: true);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _lstm.call(input.squeeze(1).transpose(1, 2)).Item1;
    }

    private sealed class Bypass : nn.Module<Tensor, Tensor>
    {
        private readonly Linear _unused;

        public Bypass()
            : base(nameof(Bypass))
        {
            _unused = nn.Linear(2, 2);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => input.alias();

        public override string ToString() => _unused.ToString()!;
    }
}
