using MusicCnn.Layers;
using MusicCnn.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Insight.Summaries;

/// <summary>Provides small networks of every way to combine layers, by name.</summary>
internal static class Networks
{
    public const int Bins = 24;
    public const int Frames = 64;

    public static string[] Names { get; } =
    [
        "conv", "padded", "dilated", "strided", "pooled", "normalized", "mixed", "mixed, mean", "mixed, normalized behind", "mixed, over time", "mixed, windows",
        "mixed, one window", "mixed, unpooled", "mixed, mean first", "mixed, dilated", "mixed, max and mean", "mid-end", "deep", "residual", "parallel", "dense",
        "recurrent", "classifier", "residual stack", "dense stack", "temporal pooling", "attention", "attention without positions", "auto-pool", "layer norm", "averaged", "long-term memory",
    ];

    public static nn.Module<Tensor, Tensor> Of(string name) => name switch
    {
        "conv" => nn.Conv2d(1, 4, (5, 7)),
        "padded" => nn.Conv2d(1, 4, (4, 6), padding: Padding.Same),
        "dilated" => nn.Sequential(nn.Conv2d(1, 4, (3, 3), dilation: (2, 4)), nn.ELU(), nn.Conv2d(4, 4, (1, 3), stride: (1, 2)), nn.Conv2d(4, 4, (1, 3))),
        "strided" => nn.Sequential(nn.Conv2d(1, 4, (3, 3), stride: (2, 3), padding: (1, 1)), nn.ELU(), nn.Conv2d(4, 4, (3, 3), padding: (1, 1))),
        "pooled" => nn.Sequential(nn.Conv2d(1, 8, (3, 3)), nn.MaxPool2d((2, 3)), nn.Conv2d(8, 8, (2, 2)), nn.AvgPool2d((2, 2), stride: (1, 1))),
        "normalized" => nn.Sequential(nn.BatchNorm2d(1), nn.Conv2d(1, 4, (3, 5)), nn.BatchNorm2d(4), nn.ReLU(), nn.Dropout(), nn.Conv2d(4, 4, (1, 3))),
        "mixed" => Mixed(new() { Groups = Shapes }),
        "mixed, mean" => Mixed(new() { Groups = Shapes, Pooling = FeaturePooling.OverFrequency with { Statistic = PoolingStatistic.Mean } }),
        "mixed, normalized behind" => Mixed(new() { Groups = Shapes, BatchNorm = BatchNormOrder.AfterActivation }),
        "mixed, over time" => Mixed(new() { Groups = [FilterShape.Rectangular(3, 9).Times(4), FilterShape.Frequency(5).Times(4)], FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.OverTime }),
        "mixed, windows" => Mixed(new()
        {
            Groups = [FilterShape.Rectangular(4, 6).Times(8), FilterShape.Temporal(8).Times(8)],
            FrequencyPadding = AxisPadding.Same,
            Pooling = FeaturePooling.Windows(5, 3),
        }),
        // One window of 17 and a rest of 3 behind it.
        "mixed, one window" => Mixed(new()
        {
            Groups = [FilterShape.Frequency(5).Times(16)],
            Pooling = FeaturePooling.Windows(17, 1) with { Statistic = PoolingStatistic.Mean },
        }),
        "mixed, unpooled" => Mixed(new() { Groups = [FilterShape.Rectangular(3, 4).Times(4), FilterShape.Rectangular(3, 9).Times(4)], Pooling = FeaturePooling.None }),
        "mixed, mean first" => Mixed(new() { Groups = [FilterShape.Temporal(9).Times(4) with { MeanFirst = true }, FilterShape.Rectangular(9, 4).Times(4)] }),
        "mixed, dilated" => Mixed(new()
        {
            Groups = [FilterShape.Rectangular(3, 4).Times(4) with { BinDilation = 2, FrameDilation = 3, BinStride = 3, FrameStride = 2 }],
            Pooling = FeaturePooling.None,
        }),
        "mixed, max and mean" => Mixed(new() { Groups = Shapes, Pooling = FeaturePooling.OverFrequency with { Statistic = PoolingStatistic.MaxAndMean } }),
        "mid-end" => new MidEnd(),
        "deep" => nn.Sequential(Mixed(new() { Groups = Shapes }), nn.Conv1d(12, 6, 3, stride: 2), nn.ELU(), nn.MaxPool1d(2), nn.Conv1d(6, 6, 2)),
        "residual" => nn.Sequential(Mixed(new() { Groups = Shapes }), new Residual(12), new Residual(12)),
        "parallel" => new Parallel(),
        "dense" => nn.Sequential(nn.Conv2d(1, 4, (3, 3)), nn.Linear(Frames - 2, 5)),
        "recurrent" => new Recurrent(),
        "residual stack" => nn.Sequential(Mixed(new() { Groups = Shapes }), new ResidualConv(new() { InChannels = 12, Filters = 3, Frames = 4, Layers = 3, Dense = false })),
        "dense stack" => nn.Sequential(Mixed(new() { Groups = Shapes }), new ResidualConv(new() { InChannels = 12, Filters = 3, Frames = 5, Residual = false })),
        "temporal pooling" => nn.Sequential(Mixed(new() { Groups = Shapes }), new TemporalPooling(), nn.Linear(24, 2)),
        "attention" => nn.Sequential(Mixed(new() { Groups = Shapes }), new AttentionPooling(12), nn.Linear(12, 2)),
        "attention without positions" => nn.Sequential(Mixed(new() { Groups = Shapes }), new AttentionPooling(12, frames: 4, positions: false)),
        "auto-pool" => nn.Sequential(Mixed(new() { Groups = Shapes }), new AutoPool(start: 1)),
        "layer norm" => nn.Sequential(nn.Conv2d(1, 4, (3, 3)), nn.LayerNorm(Frames - 2), nn.Conv2d(4, 2, (2, 2))),
        "averaged" => nn.Sequential(nn.Conv2d(1, 4, (3, 3)), nn.AvgPool2d((2, 3)), nn.Conv2d(4, 2, (2, 2))),
        "long-term memory" => new Memory(),
        "classifier" => new MixedShapeClassifier(new() { Bins = Bins, Classes = 3, FirstLayer = new() { Groups = Shapes }, HiddenUnits = 8 }),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static IReadOnlyList<FilterGroup> Shapes { get; } = [FilterShape.Temporal(11).Times(4), FilterShape.Rectangular(9, 4).Times(4), FilterShape.Frequency(6).Times(4)];

    private static MixedShapeConv Mixed(MixedShapeConvOptions options) => new(options);

    /// <summary>Adds to its input what a padded convolution of it gives.</summary>
    private sealed class Residual : nn.Module<Tensor, Tensor>
    {
        private readonly Conv1d _conv;

        public Residual(int channels)
            : base(nameof(Residual))
        {
            _conv = nn.Conv1d(channels, channels, 5, padding: Padding.Same);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => nn.functional.relu(input) + _conv.call(nn.functional.relu(input));
    }

    /// <summary>Two branches that pad the image by themselves, joined and averaged over frequency by functions.</summary>
    private sealed class Parallel : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d _high;
        private readonly Conv2d _wide;
        private readonly Conv1d _behind;

        public Parallel()
            : base(nameof(Parallel))
        {
            _wide = nn.Conv2d(1, 3, (1, 13));
            _high = nn.Conv2d(1, 5, (7, 3));
            _behind = nn.Conv1d(8, 2, 3);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var wide = _wide.call(nn.functional.pad(input, [6, 6, 0, 0])).mean([2]);
            var high = _high.call(nn.functional.pad(input, [1, 1, 0, 0])).mean([2]);
            return _behind.call(cat([wide, high], dim: 1));
        }
    }

    /// <summary>Layers as high as the features, one upon the other with their sums, as musicnn has them.</summary>
    private sealed class MidEnd : nn.Module<Tensor, Tensor>
    {
        private readonly MixedShapeConv _first = Mixed(new() { Groups = Shapes });
        private readonly MixedShapeConv _second = Mixed(new() { Groups = [FilterShape.Rectangular(12, 7).Times(12)] });
        private readonly MixedShapeConv _third = Mixed(new() { Groups = [FilterShape.Rectangular(12, 7).Times(12)] });

        public MidEnd()
            : base(nameof(MidEnd)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var first = _first.call(input);
            var second = _second.call(first.unsqueeze(1)) + first;
            var third = _third.call(second.unsqueeze(1)) + second;
            return cat([first, second, third], dim: 1);
        }
    }

    /// <summary>Two long short-term memories over features, of which the last step is kept.</summary>
    private sealed class Memory : nn.Module<Tensor, Tensor>
    {
        private readonly MixedShapeConv _first = Mixed(new() { Groups = Shapes });
        private readonly LSTM _lstm = nn.LSTM(12, 5, numLayers: 2, batchFirst: true);
        private readonly Linear _output = nn.Linear(5, 3);

        public Memory()
            : base(nameof(Memory)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var steps = _lstm.call(_first.call(input).transpose(1, 2)).Item1;
            return _output.call(steps.select(1, steps.shape[1] - 1));
        }
    }

    /// <summary>A recurrent layer over the frames of a convolution.</summary>
    private sealed class Recurrent : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d _conv;
        private readonly GRU _gru;

        public Recurrent()
            : base(nameof(Recurrent))
        {
            _conv = nn.Conv2d(1, 6, (Bins, 3));
            _gru = nn.GRU(6, 5, batchFirst: true, bidirectional: true);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _gru.call(_conv.call(input).squeeze(2).transpose(1, 2)).Item1.transpose(1, 2);
    }
}
