using MusicCnn.Internal;
using MusicCnn.Layers;
using MusicCnn.Waveform;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents a tagger made for a million songs: a front-end for spectrograms that knows music, or one for waveforms that assumes nothing, before one back-end.</summary>
/// <remarks>
/// <para>Shape: log-mel image <c>[N, 1, F, T]</c> of 16 kHz and 512/256 samples, T at least 8, or waveform <c>[N, S]</c> (or <c>[N, 1, S]</c>, <c>[S]</c>, or
/// <c>[N, 1, 1, S]</c>, as <see cref="FrontEnds.RawWaveform"/> gives it in an <see cref="AudioClassifier"/>) of 16 kHz, S at least 19,680, to logits <c>[N, classes]</c>; the paper has 15 seconds.</para>
/// <para>Front-end for spectrograms: timbral filters of 0.9 and 0.4 of the bins by 7, 3 and 1 frames, the maximum over frequency, and temporal filters of 165, 128, 64 and 32
/// frames on the mean over frequency, padded in time; for waveforms: <see cref="SampleLevelConv"/>. Back-end: 512 filters of 7 frames and all channels, not padded;
/// 512 of 7 frames, added to what goes into them; the maximum of 2 frames; once more 512 and a sum; of each channel the maximum and the mean over time, side by side; dropout, dense, ReLU,
/// batch normalization, dropout, dense. Every convolution is followed by ReLU and batch normalization.</para>
/// <para>In the paper waveforms come out ahead from a million songs on; with fewer, and on public data sets, spectrograms do.</para>
/// <para>Source: Pons, Nieto, Prockup, Schmidt, Ehmann, Serra, "End-to-end learning for music audio tagging at scale", ISMIR 2018, with the sizes, order and padding of the authors' published
/// code. Differences: residual convolutions are normalized by filter unless <see cref="TaggerAtScaleOptions.SharedResidualNorm"/> is set; weights start as PyTorch draws them,
/// where the original draws normally with a variance of 2 / fan-in. Verified against: the parameter
/// counts computed from that code, of which that for spectrograms is the paper's 5.9 million; that for waveforms, 5.4 million, is not the 5.5 which the paper gives. A plain evaluation of the sums in
/// double precision.</para>
/// </remarks>
/// <example>
/// <code>
/// using var network = new TaggerAtScale(TaggerAtScaleOptions.Waveform);
/// network.eval();
/// using var likelihoods = network.call(waveform).sigmoid();      // [2, 240000] to [2, 50]
/// </code>
/// </example>
public sealed class TaggerAtScale : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "spectrogram_front_end")]
    private readonly MixedShapeConv? _spectrogram;

    [ComponentName(Name = "waveform_front_end")]
    private readonly SampleLevelConv? _waveform;

    [ComponentName(Name = "back_end")]
    private readonly TaggerBackEnd _backEnd;

    /// <summary>Initializes a new instance of the <see cref="TaggerAtScale"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">A filter for spectrograms is higher than the image.</exception>
    public TaggerAtScale(TaggerAtScaleOptions options)
        : base(nameof(TaggerAtScale))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        if (options.Input == TaggerInput.Spectrogram)
        {
            _ = MixedShapes.OutputShape(options.FirstLayer, [1, 1, options.Bins, TaggerAtScaleOptions.LeastFrames]);
            _spectrogram = new MixedShapeConv(options.FirstLayer);
        }
        else
        {
            _waveform = new SampleLevelConv(options.SampleLevel);
        }

        _backEnd = new TaggerBackEnd(options);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public TaggerAtScaleOptions Options { get; }

    /// <summary>Computes the logits of images or waveforms, as <see cref="TaggerAtScaleOptions.Input"/> says.</summary>
    /// <param name="input">The images, <c>[N, 1, F, T]</c>, or the waveforms, <c>[N, S]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; a sigmoid makes them the likelihoods of tags.</returns>
    /// <exception cref="ArgumentException">The input has another rank, number of channels or number of bins, or is shorter than
    /// <see cref="TaggerAtScaleOptions.MinimumLength"/>; or it is a batch of 1 in training mode, which leaves batch normalization behind the dense layer one value for each channel.</exception>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var image = Checked(input);
        var features = _waveform is null ? _spectrogram!.call(image) : _waveform.call(image);   // [N, 464, T], of waveforms [N, 256, T]
        return _backEnd.call(features).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its front-end and its size.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(TaggerAtScale)}({Options.Input} -> {Options.Classes} classes, {Options.ParameterCount} weights; {(_waveform is null ? $"{Options.Bins} bins, {_spectrogram}" : $"{_waveform}")})");

    private Tensor Checked(Tensor input)
    {
        var image = input;
        if (_waveform is null)
            ShapeGuard.Matches(input, $"an image [batch, channel=1, frequency={Options.Bins}, time]", [-1, 1, Options.Bins, -1], nameof(input));
        else
            image = SampleLevelConv.AsImage(input, nameof(input));
        if (image.shape[3] < Options.MinimumLength)
        {
            var (what, unit) = _waveform is null ? ("image", "frames") : ("waveform", "samples");
            throw new ArgumentException(
                $"The back-end takes {TaggerAtScaleOptions.ShortFrames} frames of the front-end at once and pools {TaggerAtScaleOptions.PooledFrames} of what that leaves, so the {what} needs at least "
                + $"{Options.MinimumLength} {unit}, but got {image.shape[3]}. Take a longer {what}, or repeat it until it is long enough.", nameof(input));
        }

        BatchGuard.RequireTwoValues(_backEnd, image.shape[0], input.shape, "behind the dense layer");
        return image;
    }
}
