using MusicCnn.Internal;
using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Waveform;

/// <summary>Represents sample-level filters: a stack of convolutions of three samples each, which hears a waveform as it is, without a spectrogram.</summary>
/// <remarks>
/// <para>Shape: waveform <c>[N, S]</c>, <c>[N, 1, S]</c> or <c>[S]</c> (a batch of 1), or a waveform as an image <c>[N, 1, 1, S]</c>, which <see cref="FrontEnds.RawWaveform"/> gives,
/// to features <c>[N, K, T]</c>, K = <see cref="SampleLevelConvOptions.OutChannels"/>, T = <see cref="SampleLevelConvOptions.FrameCount"/>(S).</para>
/// <para>Each layer has filters of three samples, ReLU and batch normalization. The first takes every third position, each other the maximum of three positions side by
/// side, so that L layers leave one frame of every 3ᴸ samples: of the seven layers of the paper 2187, 137 ms at 16 kHz. A value sees 2·3ᴸ − 3 samples, of the seven 4371, 273 ms.</para>
/// <para>Cost: the first layers take most of it, since they run at nearly the sample rate; the published seven 118 million multiply-adds for a second at 16 kHz, normalization not counted.</para>
/// <para>Source: Lee, Park, Kim, Nam, "Sample-level deep convolutional neural networks for music auto-tagging using raw waveforms", SMC 2017, in the form of Pons, Nieto,
/// Prockup, Schmidt, Ehmann, Serra, "End-to-end learning for music audio tagging at scale", ISMIR 2018: seven layers, not padded, of fewer filters, normalized behind ReLU.
/// Differences: weights start as PyTorch draws them, where the original draws normally with a variance of 2 / fan-in. Verified against: a plain evaluation of the sums in double precision.</para>
/// </remarks>
/// <example>
/// <code>
/// using var layers = new SampleLevelConv(new());
/// using var features = layers.call(waveform);      // [2, 59049] to [2, 256, 26]
/// </code>
/// </example>
public sealed class SampleLevelConv : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "layers")]
    private readonly ModuleList<MixedShapeConv> _layers;

    /// <summary>Initializes a new instance of the <see cref="SampleLevelConv"/> class.</summary>
    /// <param name="options">The settings.</param>
    public SampleLevelConv(SampleLevelConvOptions options)
        : base(nameof(SampleLevelConv))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _layers = nn.ModuleList(Enumerable.Range(0, options.Filters.Count).Select(layer => new MixedShapeConv(options.Layer(layer))).ToArray());
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public SampleLevelConvOptions Options { get; }

    /// <summary>Computes the features of waveforms.</summary>
    /// <param name="waveform">The waveforms, <c>[N, S]</c>; see the remarks of the class.</param>
    /// <returns>The features, <c>[N, K, T]</c>.</returns>
    /// <exception cref="ArgumentException">The waveform has another rank or more than one channel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The waveform is shorter than <see cref="SampleLevelConvOptions.MinimumSamples"/>.</exception>
    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        return Maps(waveform)[^1].MoveToOuterDisposeScope();
    }

    /// <summary>Returns the stack with its settings, such as <c>SampleLevelConv(7 layers of 64, 64, 64, 128, 128, 128, 256; a frame of 2187 samples)</c>.</summary>
    /// <returns>The stack as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(SampleLevelConv)}({Options.Filters.Count} layers of {string.Join(", ", Options.Filters)}; a frame of {Options.HopLength} samples)");

    /// <summary>Returns waveforms as images one bin high, <c>[N, 1, 1, S]</c>, in the caller's dispose scope.</summary>
    /// <exception cref="ArgumentException">The rank or the number of channels is another.</exception>
    internal static Tensor AsImage(Tensor waveform, string name)
    {
        ArgumentNullException.ThrowIfNull(waveform, name);
        var shape = waveform.shape;
        var single = shape.Length switch { 1 or 2 => true, 3 => shape[1] == 1, 4 => shape[1] == 1 && shape[2] == 1, _ => false };
        if (!single || shape.Contains(0))
        {
            throw new ArgumentException(
                $"Expected a waveform [batch, samples], [batch, channel=1, samples] or [samples], or such an image [batch, channel=1, bin=1, samples], but got {ShapeGuard.Print(shape)}.", name);
        }

        return waveform.reshape(shape.Length == 1 ? 1 : shape[0], 1, 1, shape[^1]);
    }

    /// <summary>Returns what each layer makes of waveforms, <c>[N, filters, T]</c>, in the caller's dispose scope.</summary>
    internal IReadOnlyList<Tensor> Maps(Tensor waveform)
    {
        var maps = AsImage(waveform, nameof(waveform));
        _ = Options.FrameCount(maps.shape[3]);
        var all = new List<Tensor>();
        foreach (var layer in _layers)
        {
            maps = layer.call(maps);
            all.Add(maps.squeeze(2));
        }

        return all;
    }
}
