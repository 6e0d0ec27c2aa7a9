using MusicCnn.Layers;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    private static IEnumerable<LayerCase> MidEnds()
    {
        yield return OverTime<TemporalPooling>("maximum and mean", () => new TemporalPooling(), [6]);
        yield return OverTime<TemporalPooling>("mean", () => new TemporalPooling(PoolingStatistic.Mean), [3]);
        yield return OverTime<AutoPool>("one sharpness", () => new AutoPool(start: 0.5), [3]);
        yield return OverTime<AutoPool>("a sharpness for each channel", () => new AutoPool(channels: 3, start: 1), [3], [[2, 4, 8]]);
        yield return OverTime<AttentionPooling>("defaults", () => new AttentionPooling(3), [3], [[2, 4, 8]]);
        yield return OverTime<AttentionPooling>("no positions, even width", () => new AttentionPooling(3, frames: 4, positions: false), [3], [[2, 4, 8]]);
        yield return OverTime<PositionalEncoding>("defaults", () => new PositionalEncoding(), [3, 8]);
        yield return OverTime<PositionalEncoding>("a rate for each channel", () => new PositionalEncoding(PositionRates.Channels), [3, 8]);
        yield return OverTime<RecurrentPooling>("two layers of LSTM, last state", () => new RecurrentPooling(new() { InChannels = 3, Units = 2 }), [2], [[2, 4, 8]]);
        yield return OverTime<RecurrentPooling>(
            "GRU both ways, maximum",
            () => new RecurrentPooling(new() { InChannels = 3, Units = 2, Layers = 1, Cell = RecurrentCell.Gru, Bidirectional = true, Output = RecurrentOutput.Max }), [4], [[2, 4, 8]]);
        yield return OverTime<ResidualConv>("musicnn's", () => new ResidualConv(new() { InChannels = 3, Filters = 2 }), [9, 8], [[2, 4, 8]]);
        yield return OverTime<ResidualConv>(
            "two residual layers, ELU behind normalization",
            () => new ResidualConv(new() { InChannels = 3, Filters = 2, Layers = 2, Frames = 4, Dense = false, Activation = Activation.Elu, BatchNorm = BatchNormOrder.BeforeActivation }),
            [2, 8], [[2, 4, 8]]);
        yield return OverTime<ResidualConv>("sums before normalization", () => new ResidualConv(new() { InChannels = 3, Filters = 2, AddsBeforeNorm = true }), [9, 8], [[2, 4, 8]]);
    }

    private static LayerCase OverTime<T>(string what, Func<nn.Module<Tensor, Tensor>> build, long[] output, long[][]? refused = null) => new()
    {
        Name = $"{typeof(T).Name}, {what}",
        Module = typeof(T),
        Build = build,
        Input = [2, 3, 8],
        Output = [2, .. output],
        Refused = [[3, 8], [2, 3, 0], [2, 3, 8, 1], .. refused ?? []],
    };
}
