using System.Runtime.InteropServices;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Audio.Tagging;

/// <summary>Tags one clip that comes in pieces. Used by one thread at a time, not always the same one: between calls it holds no scope of torch.</summary>
internal sealed class TaggingRun : IDisposable
{
    private readonly AudioClassifier _model;
    private readonly IReadOnlyList<string> _labels;
    private readonly TaggingOptions _options;
    private readonly string _what;
    private readonly CancellationToken _cancellation;
    private readonly PatchGrid _grid;
    private readonly FrameSource _source;
    private readonly FeatureStore _features;
    private readonly PatchCutter _cutter;
    private readonly List<float> _likelihoods = [];
    private long _samples;

    /// <summary>Initializes a new instance of the <see cref="TaggingRun"/> class.</summary>
    /// <param name="model">The network and its front-end, in evaluation mode.</param>
    /// <param name="labels">The names of the outputs.</param>
    /// <param name="options">The settings.</param>
    /// <param name="what">The clip in messages.</param>
    /// <param name="cancellation">Ends the run between two batches.</param>
    public TaggingRun(AudioClassifier model, IReadOnlyList<string> labels, TaggingOptions options, string what, CancellationToken cancellation)
    {
        (_model, _labels, _options, _what, _cancellation) = (model, labels, options, what, cancellation);
        _grid = PatchGrid.Of(model, options);
        _features = new FeatureStore(model.Network, options);
        _source = new FrameSource(model);
        _cutter = new PatchCutter(_grid.Frames, _grid.Hop, options.BatchSize, Infer);
    }

    /// <summary>Gets the time of what was taken in.</summary>
    public TimeSpan Position => TimeSpan.FromSeconds((double)_samples / _model.FrontEnd.SampleRate);

    /// <summary>Continues with samples of one channel at the front-end's rate.</summary>
    public void Push(ReadOnlySpan<float> samples)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (samples.IsEmpty)
            return;
        _samples += samples.Length;
        _cutter.Push(_source.Push(samples), _source.RowLength);
    }

    /// <summary>Ends the clip and returns its taggram.</summary>
    /// <exception cref="ArgumentException">The clip is shorter than a patch, and is not to be padded.</exception>
    public Taggram Finish()
    {
        if (_samples == 0)
            throw new ArgumentException($"{_what} has no samples.");
        var frames = _source.Count(_samples);
        var padding = PaddingOf(frames);
        if (padding == PatchPadding.Silence)
            PushSilence();
        _cutter.Push(_source.Finish(), _source.RowLength);
        return Finish(padding);
    }

    /// <summary>Takes the image of a whole clip, [C, F, T], and returns its taggram.</summary>
    public Taggram TagImage(Tensor image)
    {
        _cutter.Push(_source.Rows(image), _source.RowLength);
        var padding = PaddingOf(_cutter.Frames);
        if (padding == PatchPadding.Silence)
            throw new ArgumentException("An image cannot be padded with silence, since only a front-end knows how that looks. Use Repeat, or pad the waveform.", nameof(image));
        return Finish(padding);
    }

    public void Dispose() => _source.Dispose();

    private Taggram Finish(PatchPadding padding)
    {
        if (padding == PatchPadding.Repeat)
            _cutter.Repeat();
        _cutter.Flush();
        var patches = _cutter.Patches;
        return new Taggram(_labels, [.. Enumerable.Range(0, patches).Select(_grid.Time)], [.. _likelihoods], _features.ToArrays(patches));
    }

    /// <summary>Returns how a patch beyond the whole ones of a clip is filled; None where there is none.</summary>
    private PatchPadding PaddingOf(long frames)
    {
        if (frames < _grid.Frames)
            return _options.ShortClips != PatchPadding.None ? _options.ShortClips : throw TooShort(frames);

        // Frames behind the last whole patch; with a hop longer than a patch they may lie in a gap.
        var whole = ((frames - _grid.Frames) / _grid.Hop) + 1;
        var (next, end) = (whole * _grid.Hop, ((whole - 1) * _grid.Hop) + _grid.Frames);
        return frames > end && frames > next ? _options.LastPatch : PatchPadding.None;
    }

    /// <summary>Continues the clip with as much silence as the next patch needs.</summary>
    private void PushSilence()
    {
        var sampleRate = _model.FrontEnd.SampleRate;
        var hop = Math.Max(1, (int)(sampleRate / _grid.FrameRate));
        var whole = Math.Max(0, ((_source.Count(_samples) - _grid.Frames + _grid.Hop) / _grid.Hop));
        var needed = (whole * _grid.Hop) + _grid.Frames;
        _cutter.MostPatches = checked((int)whole + 1);
        while (_source.Count(_samples) < needed)
            Push(new float[hop]);
    }

    private ArgumentException TooShort(long frames) => new(FormattableString.Invariant(
        $"{_what} has {frames} frames, {_grid.Seconds(frames).TotalSeconds:0.##} s, but a patch takes {_grid.Frames}, {_grid.Seconds(_grid.Frames).TotalSeconds:0.##} s. ")
        + "Set ShortClips to Silence or Repeat, or take a shorter PatchLength where the network allows it.");

    /// <summary>Throws where a frame is no number: the power of samples that were never scaled is infinite in half precision.</summary>
    private void RequireFinite(ReadOnlySpan<float> frames)
    {
        foreach (var value in frames)
        {
            if (!float.IsFinite(value))
                throw new ArgumentException($"{_what} has frames with values that are not finite numbers. Amplitudes must lie in [-1, 1]: divide samples of 16 bits by 32,768.");
        }
    }

    /// <summary>Runs a batch through the network.</summary>
    /// <exception cref="ArgumentException">The batch holds values that are not finite numbers.</exception>
    private void Infer(ReadOnlyMemory<float> frames, int count)
    {
        _cancellation.ThrowIfCancellationRequested();
        RequireFinite(frames.Span);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var bins = _model.FrontEnd.Bins;
        var rows = empty([count, _grid.Frames, _source.RowLength / bins, bins], dtype: ScalarType.Float32);
        MemoryMarshal.AsBytes(frames.Span).CopyTo(rows.bytes);
        var patches = rows.permute(0, 2, 3, 1).contiguous();
        if (_model.Network.parameters().FirstOrDefault() is { } weight)
            patches = patches.to(weight.dtype, weight.device);
        var logits = _features.IsEmpty ? _model.Logits(patches) : _features.Logits(_model.Network, _model.Standardize?.call(patches) ?? patches);
        var likelihoods = _model.Probabilities(logits).to(ScalarType.Float32).cpu().contiguous();
        _likelihoods.AddRange(MemoryMarshal.Cast<byte, float>(likelihoods.bytes));
    }
}
