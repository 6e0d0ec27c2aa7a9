using MusicCnn.FrontEnds;
using MusicCnn.Internal;
using MusicCnn.Layers;
using MusicCnn.Waveform;

namespace MusicCnn.Models;

/// <summary>Provides the layers of the networks that Pons and Serra compared untrained, for <see cref="RandomFeatures"/>.</summary>
/// <remarks>
/// <para>The paper has each with about 120 and with about 3,500 features; the defaults are the latter.</para>
/// <para>Source: Pons and Serra, "Randomly weighted CNNs for (music) audio classification", ICASSP 2019, in the form of the authors' published code.</para>
/// </remarks>
public static class RandomNetworks
{
    private const int FrameStride = 32;
    private static readonly int[] MusicWidths = [165, 128, 64, 32];
    private static readonly int[] AudioWidths = [64, 32, 16, 8];

    /// <summary>Gets the paper's images: 12 kHz, 512/256, 96 mel bands up to 6 kHz, decibels down to 80 below the loudest.</summary>
    public static MelSpectrogramOptions Images { get; } = MelSpectrogramOptions.Librosa with
    {
        SampleRate = 12_000,
        FftSize = 512,
        HopLength = 256,
        MelBands = 96,
        EdgePadding = EdgePadding.Reflect,
        Compression = new Decibels { TopDecibels = 80 },
    };

    /// <summary>Gets the paper's waveforms: 12 kHz.</summary>
    public static RawWaveformOptions Waveforms { get; } = new() { SampleRate = 12_000 };

    /// <summary>Returns five layers of small squares, as networks for photographs have, for images of at least 96 bins × 1280 frames.</summary>
    /// <param name="filters">The number of filters of each layer.</param>
    /// <returns>The layers: 3×3, padded, ELU, the maximum of 2×4, 3×4, 2×5, 2×4 and 4×4 bins × frames; five times <paramref name="filters"/> features.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="filters"/> is below 1.</exception>
    public static IReadOnlyList<RandomLayer> SmallSquares(int filters = 717)
    {
        Require.Positive(filters, "filters", nameof(filters));
        (int Bins, int Frames)[] pools = [(2, 4), (3, 4), (2, 5), (2, 4), (4, 4)];
        return [.. pools.Select((pool, layer) => Of(new()
        {
            InChannels = layer == 0 ? 1 : filters,
            Groups = [FilterShape.Rectangular(3, 3).Times(filters)],
            FrequencyPadding = AxisPadding.Same,
            Activation = Activation.Elu,
            Pooling = FeaturePooling.Windows(pool.Bins, pool.Frames),
            FiltersMayExceedImage = true,
        }))];
    }

    /// <summary>Returns one layer of one shape: 7×86 (invariant to small changes of pitch) and 7×96 (not) frames × bins in the paper.</summary>
    /// <param name="shape">The shape, such as <c>FilterShape.Rectangular(86, 7)</c>.</param>
    /// <param name="filters">The number of filters, and of features.</param>
    /// <returns>The layer: within the image, ReLU, the maximum over frequency.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="filters"/> is below 1.</exception>
    public static IReadOnlyList<RandomLayer> SingleShape(FilterShape shape, int filters = 3585)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return [Of(new() { Groups = [shape.Times(filters)], TimePadding = AxisPadding.Valid })];
    }

    /// <summary>Returns one layer of the six timbral shapes of <see cref="FilterSets.TaggingAtScale"/>: 0.9 and 0.4 of the bins by 7, 3 and 1 frames.</summary>
    /// <param name="bins">The number of bins of the image; the paper has 96.</param>
    /// <param name="filters">The number of filters of the rarest shapes.</param>
    /// <returns>The layer: padded in time, ReLU, the maximum over frequency; 14 times <paramref name="filters"/> features.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 3, or <paramref name="filters"/> below 1.</exception>
    public static IReadOnlyList<RandomLayer> Timbral(int bins = 96, int filters = 256) => [OverFrequency(TimbralShapes(bins, filters))];

    /// <summary>Returns one layer of four temporal shapes on the mean over frequency: 165, 128, 64 and 32 frames, 3.5 to 0.7 seconds.</summary>
    /// <param name="filters">What the number of filters follows from: 1, 2, 4 and 8 times as many, each less a quarter of it so that there are as many as timbral ones.</param>
    /// <returns>The layer: padded in time, ReLU; 14 times <paramref name="filters"/> features where 4 divides it. Images may be shorter than the filters.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="filters"/> is below 1.</exception>
    public static IReadOnlyList<RandomLayer> Temporal(int filters = 256) => [OverFrequency(TemporalShapes(MusicWidths, filters))];

    /// <summary>Returns one layer of the timbral and the temporal shapes side by side.</summary>
    /// <param name="bins">The number of bins of the image; the paper has 96.</param>
    /// <param name="filters">As in <see cref="Timbral"/> and <see cref="Temporal"/>; 4 gives the 112 features of the paper's small form.</param>
    /// <returns>The layer; 28 times <paramref name="filters"/> features where 4 divides it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 3, or <paramref name="filters"/> below 1.</exception>
    public static IReadOnlyList<RandomLayer> Musical(int bins = 96, int filters = 128) =>
        [OverFrequency(TimbralShapes(bins, filters).And(TemporalShapes(MusicWidths, filters)))];

    /// <summary>Returns the form of <see cref="Musical"/> for other sounds than music, with shorter temporal shapes: 64, 32, 16 and 8 frames.</summary>
    /// <param name="bins">The number of bins of the image; the original has 96.</param>
    /// <param name="filters">As in <see cref="Musical"/>.</param>
    /// <returns>The layer; 28 times <paramref name="filters"/> features where 4 divides it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 3, or <paramref name="filters"/> below 1.</exception>
    public static IReadOnlyList<RandomLayer> Audio(int bins = 96, int filters = 128) =>
        [OverFrequency(TimbralShapes(bins, filters).And(TemporalShapes(AudioWidths, filters)))];

    /// <summary>Returns seven layers of three samples each over waveforms, of at least 2187 samples: those of <see cref="SampleLevelConv"/>, padded and not normalized.</summary>
    /// <param name="filters">The number of filters of each layer.</param>
    /// <returns>The layers; seven times <paramref name="filters"/> features.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="filters"/> is below 1.</exception>
    public static IReadOnlyList<RandomLayer> SampleLevel(int filters = 512)
    {
        var options = new SampleLevelConvOptions
        {
            Filters = [.. Enumerable.Repeat(Require.Positive(filters, "filters", nameof(filters)), 7)],
            Padding = AxisPadding.Same,
            BatchNorm = BatchNormOrder.None,
        };
        return [.. options.Filters.Select((_, layer) => Of(options.Layer(layer)))];
    }

    /// <summary>Returns filters of 512 samples every 32 over waveforms, in the place of a spectrogram, and three layers behind them.</summary>
    /// <param name="filters">The number of filters of each layer.</param>
    /// <returns>The layers; four times <paramref name="filters"/> features.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="filters"/> is below 1.</exception>
    public static IReadOnlyList<RandomLayer> FrameLevel(int filters = 896) => [Frames([512], filters, AxisPadding.Valid), .. BackEnd(filters, filters)];

    /// <summary>Returns filters of 512, 256, 128, 64 and 32 samples side by side, every 32, over waveforms, and three layers behind them.</summary>
    /// <param name="filters">The number of filters of each shape and of each layer behind.</param>
    /// <returns>The layers; eight times <paramref name="filters"/> features.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="filters"/> is below 1.</exception>
    public static IReadOnlyList<RandomLayer> FrameLevelManyShapes(int filters = 448) =>
        [Frames([512, 256, 128, 64, 32], filters, AxisPadding.Same), .. BackEnd(checked(5 * filters), filters)];

    private static RandomLayer Of(MixedShapeConvOptions convolution) => new() { Convolution = convolution };

    private static RandomLayer OverFrequency(FilterSet shapes) => Of(new() { Groups = shapes, FiltersMayExceedImage = true });

    private static FilterSet TimbralShapes(int bins, int filters) => FilterSet.Of(FilterSets.TaggingAtScale(bins, filters).Where(group => !group.MeanFirst));

    private static FilterSet TemporalShapes(int[] widths, int filters)
    {
        Require.Within(filters, 1, int.MaxValue / 8, "filters", nameof(filters));
        return FilterSet.Of(widths.Select((width, step) => FilterShape.Temporal(width).Times((filters << step) - filters / 4) with { MeanFirst = true }));
    }

    private static RandomLayer Frames(int[] widths, int filters, AxisPadding padding) => Of(new()
    {
        Groups = FilterSet.Of(widths.Select(width => FilterShape.Temporal(width).Times(filters) with { FrameStride = FrameStride })),
        TimePadding = padding,
        Pooling = FeaturePooling.None,
        FiltersMayExceedImage = true,
    });

    /// <summary>Returns three layers of 7 frames: one within its input, one residual, and one residual on the maximum of every two frames.</summary>
    private static IEnumerable<RandomLayer> BackEnd(int channels, int filters)
    {
        var first = new MixedShapeConvOptions
        {
            InChannels = channels,
            Groups = [FilterShape.Temporal(7).Times(filters)],
            TimePadding = AxisPadding.Valid,
            Pooling = FeaturePooling.None,
            FiltersMayExceedImage = true,
        };
        var next = first with { InChannels = filters, TimePadding = AxisPadding.Same };
        return [Of(first), Of(next) with { Residual = true }, Of(next) with { Residual = true, PooledFrames = 2 }];
    }
}
