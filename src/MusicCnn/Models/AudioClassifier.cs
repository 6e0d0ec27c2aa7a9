using System.Runtime.InteropServices;
using MusicCnn.FrontEnds;
using MusicCnn.Internal;
using MusicCnn.Signals;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents a classifier of audio: a front-end, a network over its images, standardized where wanted, and the names of the classes.</summary>
/// <remarks>
/// <para>Shape: waveform <c>[N, S]</c> (or <c>[S]</c>, <c>[N, 1, S]</c>) to logits <c>[N, classes]</c>, one image for each example.
/// A clip of any length goes through <see cref="Predict"/>, which cuts its image into patches.</para>
/// <para>Patches: the image of a whole clip is cut into <see cref="PatchFrames"/> frames each, one behind the other; what is left at
/// the end, shorter than a patch, is dropped. A clip shorter than one patch is repeated from its start until it fills one.</para>
/// <para>Thread safety: in evaluation mode any number of threads may call <see cref="forward"/> and <see cref="Predict"/> at once.</para>
/// </remarks>
public sealed class AudioClassifier : nn.Module<Tensor, Tensor>
{
    /// <summary>Patches that go through the network at once; bounds memory whatever the length of a clip.</summary>
    private const int PatchBatch = 16;

    [ComponentName(Name = "front_end")]
    private readonly nn.Module<Tensor, Tensor> _frontEnd;

    [ComponentName(Name = "standardize")]
    private readonly Standardize? _standardize;

    [ComponentName(Name = "network")]
    private readonly nn.Module<Tensor, Tensor> _network;

    /// <summary>Initializes a new instance of the <see cref="AudioClassifier"/> class, which owns the front-end and the network from then on.</summary>
    /// <param name="frontEnd">The front-end: a module that implements <see cref="IFrontEnd"/>.</param>
    /// <param name="network">The network: images of the front-end, <c>[N, C, F, T]</c>, C = <see cref="IFrontEnd.Channels"/>, to logits <c>[N, classes]</c>.</param>
    /// <param name="options">The labels, the width of a patch and what the logits mean.</param>
    /// <param name="standardize">What brings images to mean 0 and deviation 1 before the network, owned too, or <see langword="null"/> for nothing.
    /// Training fits it to the clips trained on, if it is not fitted yet.</param>
    /// <exception cref="ArgumentException"><paramref name="frontEnd"/> does not implement <see cref="IFrontEnd"/>, or <paramref name="standardize"/> is for another number of bins.</exception>
    public AudioClassifier(nn.Module<Tensor, Tensor> frontEnd, nn.Module<Tensor, Tensor> network, AudioClassifierOptions options, Standardize? standardize = null)
        : base(nameof(AudioClassifier))
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        if (frontEnd is not IFrontEnd axes)
            throw new ArgumentException($"A front-end must implement {nameof(IFrontEnd)}, which says its axes, but {frontEnd.GetType().Name} does not.", nameof(frontEnd));
        if (standardize is not null && standardize.Options.Bins != axes.Bins)
            throw new ArgumentException($"The front-end makes images of {axes.Bins} bins, but standardize is for {standardize.Options.Bins}.", nameof(standardize));
        Options = options;
        _frontEnd = frontEnd;
        _standardize = standardize;
        _network = network;
        RegisterComponents();
    }

    /// <summary>Gets the labels, the width of a patch and what the logits mean.</summary>
    public AudioClassifierOptions Options { get; }

    /// <summary>Gets the names of the classes, in the order of the logits.</summary>
    public IReadOnlyList<string> Labels => Options.Labels;

    /// <summary>Gets the number of frames of one patch.</summary>
    public int PatchFrames => Options.PatchFrames;

    /// <summary>Gets the axes of the images: sample rate, bins, frames a second.</summary>
    public IFrontEnd FrontEnd => (IFrontEnd)_frontEnd;

    /// <summary>Gets what brings images to mean 0 and deviation 1 before the network, or <see langword="null"/> for nothing.</summary>
    public Standardize? Standardize => _standardize;

    /// <summary>Gets the network over the images.</summary>
    public nn.Module<Tensor, Tensor> Network => _network;

    /// <summary>Gets the front-end as the module it is.</summary>
    internal nn.Module<Tensor, Tensor> FrontEndModule => _frontEnd;

    /// <summary>Computes the logits of waveforms, each as one image.</summary>
    /// <param name="waveform">The waveforms at the front-end's sample rate, <c>[N, S]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>.</returns>
    /// <exception cref="ArgumentException">The waveform does not fit the front-end, its image does not fit the network, or the network has another number of outputs than there are labels.</exception>
    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        var image = Image(waveform);
        if (image.dim() == 3)
            image = image.unsqueeze(0);
        return Logits(image).MoveToOuterDisposeScope();
    }

    /// <summary>Computes the image of waveforms, as the front-end makes it, not standardized.</summary>
    /// <param name="waveform">The waveforms at the front-end's sample rate, <c>[N, S]</c>.</param>
    /// <returns>The image, <c>[N, C, F, T]</c>, C = <see cref="IFrontEnd.Channels"/>.</returns>
    /// <exception cref="ArgumentException">The waveform does not fit the front-end.</exception>
    public Tensor Image(Tensor waveform)
    {
        ArgumentNullException.ThrowIfNull(waveform);
        return _frontEnd.call(waveform);
    }

    /// <summary>Computes the image of a clip, mixed to mono and resampled to the front-end's rate, not standardized.</summary>
    /// <param name="clip">The clip, at whatever rate and number of channels; at least one sample, all samples finite.</param>
    /// <returns>The image, <c>[C, F, T]</c>, on the device and in the type of the network's weights.</returns>
    /// <exception cref="ArgumentException">The clip is empty, holds a sample that is not a finite number, or is too short for one frame.</exception>
    public Tensor Image(AudioClip clip) => ClipImage.Of(_frontEnd, clip, _network);

    /// <summary>Cuts the image of a clip into patches; see the remarks of the class for what happens to short ends and short clips.</summary>
    /// <param name="image">The image of one clip, <c>[C, F, T]</c>.</param>
    /// <param name="hop">The number of frames from one patch to the next, at least 1; <see langword="null"/> for <see cref="PatchFrames"/>, patches without overlap.</param>
    /// <returns>The patches, <c>[P, C, F, PatchFrames]</c>, P at least 1.</returns>
    /// <exception cref="ArgumentException">The image has another rank or number of bins.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hop"/> is below 1.</exception>
    public Tensor Patches(Tensor image, int? hop = null)
    {
        ShapeGuard.Matches(image, $"the image of one clip [channel, frequency={FrontEnd.Bins}, time]", [-1, FrontEnd.Bins, -1], nameof(image));
        var step = Require.Positive(hop ?? PatchFrames, "frames", nameof(hop));
        using var scope = NewDisposeScope();
        var frames = image.shape[2];
        if (frames < PatchFrames)
            image = image.repeat(1, 1, (PatchFrames + frames - 1) / frames).narrow(2, 0, PatchFrames);
        var patches = image.unfold(2, PatchFrames, step);   // [C, F, P, PatchFrames]
        return patches.permute(2, 0, 1, 3).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Classifies a clip: the mean of the probabilities of its patches, a softmax over the classes or, where any may apply, a sigmoid of each
    /// (<see cref="AudioClassifierOptions.Output"/>).</summary>
    /// <param name="clip">The clip, at whatever rate, number of channels and length; at least one sample, all samples finite.</param>
    /// <returns>The classes with their probabilities, and the probabilities of each patch.</returns>
    /// <remarks>The front-end sees the clip as a whole, so that patches meet without seams; the network sees at most 16 patches at once.</remarks>
    /// <exception cref="ArgumentException">The clip is empty, holds a sample that is not a finite number, or is too short for one frame.</exception>
    /// <exception cref="InvalidOperationException">The classifier is in training mode.</exception>
    public Prediction Predict(AudioClip clip)
    {
        ClipImage.RequireSound(clip);
        RequireEvaluation(nameof(Predict));
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return new Prediction(Labels, PatchProbabilities(Patches(Image(clip))));
    }

    /// <summary>Returns the classifier with its parts.</summary>
    /// <returns>The classifier as text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{nameof(AudioClassifier)}({_frontEnd}, {(_standardize is null ? "" : $"{_standardize}, ")}patches of {PatchFrames} frames, {_network}, {(Options.Output == ClassOutput.AnyOf ? "any" : "one")} of {Labels.Count} labels)");

    /// <summary>Throws in training mode, where answers are not to be had.</summary>
    internal void RequireEvaluation(string caller)
    {
        if (modules().Any(module => module.training))
            throw new InvalidOperationException($"The classifier is in training mode, where dropout and batch statistics alter its answers. Call eval() before {caller}.");
    }

    /// <summary>Returns the probabilities of patches, patches × classes, as <see cref="Predict"/> computes them.</summary>
    /// <param name="patches">The patches, <c>[P, C, F, T]</c>, on the device and in the type of the weights.</param>
    internal float[,] PatchProbabilities(Tensor patches) => PatchAnswers(patches).Probabilities;

    /// <summary>Returns the logits of patches and what they mean, both patches × classes.</summary>
    /// <param name="patches">The patches, <c>[P, C, F, T]</c>, on the device and in the type of the weights.</param>
    internal (float[,] Logits, float[,] Probabilities) PatchAnswers(Tensor patches)
    {
        var count = (int)patches.shape[0];
        var answers = (Logits: new float[count, Labels.Count], Probabilities: new float[count, Labels.Count]);
        for (var start = 0; start < count; start += PatchBatch)
        {
            using var scope = NewDisposeScope();
            var logits = Logits(patches.narrow(0, start, Math.Min(PatchBatch, count - start)));
            Copy(Probabilities(logits), answers.Probabilities, start);
            Copy(logits, answers.Logits, start);
        }

        return answers;

        static void Copy(Tensor rows, float[,] table, int start)
        {
            var batch = rows.to(ScalarType.Float32).cpu().contiguous();
            batch.bytes.CopyTo(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref table[start, 0], (int)batch.numel())));
        }
    }

    /// <summary>Returns what logits mean, in the caller's dispose scope.</summary>
    internal Tensor Probabilities(Tensor logits) => Options.Output == ClassOutput.AnyOf ? logits.sigmoid() : logits.softmax(dim: 1);

    /// <summary>Returns the logits of images as the front-end makes them, each as a whole, in the caller's dispose scope.</summary>
    internal Tensor Logits(Tensor image)
    {
        var logits = _network.call(_standardize is null ? image : _standardize.call(image));
        if (logits.dim() == 2 && logits.shape[1] == Labels.Count)
            return logits;
        throw new ArgumentException(
            $"The network must give logits [batch, labels={Labels.Count}], but gave {ShapeGuard.Print(logits.shape)}.", nameof(image));
    }
}
