using System.Security.Cryptography;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Signals;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Represents clips made ready for a network once, so that every epoch, and every network behind the same front-end, can use them.</summary>
/// <remarks>
/// <para>A front-end without weights to learn gives images, computed once. For one that learns, the waveforms are kept, mono and at its rate.</para>
/// <para>Shape: image <c>[1, F, T]</c> or waveform <c>[S]</c>, float32, on the CPU.</para>
/// </remarks>
public sealed class PreparedClips : IDisposable
{
    private readonly AudioClassifier _model;
    private readonly IClips _source;
    private readonly long _memoryLimit;
    private readonly Dictionary<int, Tensor> _kept = [];
    private readonly Dictionary<int, (long Length, TimeSpan Audio, byte[] Hash)> _sizes = [];
    private long _keptBytes;

    private PreparedClips(AudioClassifier model, IClips source, long memoryLimit)
    {
        _model = model;
        _source = source;
        _memoryLimit = memoryLimit;
        HoldsWaveforms = PreparedFor.Learns(model);
    }

    /// <summary>Gets the names of the classes.</summary>
    public IReadOnlyList<string> Labels => _source.Labels;

    /// <summary>Gets the clips that are ready, as positions in the source, ascending.</summary>
    public IReadOnlyList<int> Clips { get; private set; } = [];

    /// <summary>Gets the front-end that the clips are ready for.</summary>
    public IFrontEnd FrontEnd => _model.FrontEnd;

    /// <summary>Gets a value indicating whether the front-end learns, so that waveforms are kept and not images.</summary>
    public bool HoldsWaveforms { get; }

    /// <summary>Gets the time that loading and computing took.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Loads clips, several at a time, and computes what a model's network takes.</summary>
    /// <param name="model">The model whose front-end is used; it must live as long as the prepared clips.</param>
    /// <param name="source">The clips.</param>
    /// <param name="options">Which clips; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told after every few clips; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    /// <returns>The prepared clips, which the caller disposes of.</returns>
    /// <exception cref="ArgumentException">The model and the source have different labels, there are no clips, or the source says neither classes (<see cref="IClipSource"/>) nor tags (<see cref="ITagSource"/>).</exception>
    /// <exception cref="InvalidDataException">A clip cannot be used; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The preparation was cancelled.</exception>
    public static PreparedClips Prepare(
        AudioClassifier model,
        IClips source,
        PreparationOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(source);
        if (source is not (IClipSource or ITagSource))
            throw new ArgumentException($"{source.GetType().Name} must be an {nameof(IClipSource)} or an {nameof(ITagSource)}, which say what a clip is.", nameof(source));
        options ??= new PreparationOptions();
        PreparedFor.RequireLabels(model, source.Labels);
        var prepared = new PreparedClips(model, source, options.MemoryLimit) { Clips = ClipChoice.Of(source, options.Clips, nameof(options)) };
        try
        {
            prepared.Load(progress, cancellationToken);
            return prepared;
        }
        catch
        {
            prepared.Dispose();
            throw;
        }
    }

    /// <summary>Gets a value indicating whether clips have any number of tags instead of one class.</summary>
    public bool HasTags => _source is ITagSource;

    /// <summary>Returns the class of a clip.</summary>
    /// <param name="clip">The clip, as a position in the source.</param>
    /// <returns>The position in <see cref="Labels"/>.</returns>
    /// <exception cref="InvalidOperationException">The clips have tags.</exception>
    public int Label(int clip) => _source is IClipSource classes
        ? classes.Label(clip)
        : throw new InvalidOperationException($"The clips have tags, not one class each. Use {nameof(Targets)}.");

    /// <summary>Returns the tags of a clip, or its class as the only one.</summary>
    /// <param name="clip">The clip, as a position in the source.</param>
    /// <returns>The positions in <see cref="Labels"/>.</returns>
    public IReadOnlyList<int> Targets(int clip) => _source is ITagSource tags ? tags.Tags(clip) : [Label(clip)];

    /// <summary>Returns the duration of a clip.</summary>
    /// <param name="clip">The clip, as a position in the source; one of <see cref="Clips"/>.</param>
    /// <returns>The duration.</returns>
    public TimeSpan Audio(int clip) => _sizes[clip].Audio;

    /// <summary>Disposes of the images or waveforms.</summary>
    public void Dispose()
    {
        foreach (var data in _kept.Values)
            data.Dispose();
        _kept.Clear();
    }

    /// <summary>Returns the image that the front-end makes of a clip that need not be one of these.</summary>
    internal Tensor Image(AudioClip clip) => _model.Image(clip);

    /// <summary>Returns the name of a clip.</summary>
    internal string Name(int clip) => _source.Name(clip);

    /// <summary>Returns a hash of the image or waveform of a clip.</summary>
    internal byte[] Fingerprint(int clip) => _sizes[clip].Hash;

    /// <summary>Returns the number of frames or samples of a clip.</summary>
    internal long Length(int clip) => _sizes[clip].Length;

    /// <summary>Returns the image or waveform of a clip, in the caller's dispose scope.</summary>
    internal Tensor Data(int clip) => _kept.TryGetValue(clip, out var data) ? data.alias() : Transform(clip, Decode(clip));

    private void Load(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var done = 0;
        foreach (var block in Clips.Chunk(4 * Environment.ProcessorCount))
        {
            // Decoding is managed code on all cores, transforming is native code on all cores: one after the other, they do not compete.
            var decoded = new AudioClip[block.Length];
            Parallel.For(0, block.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => decoded[i] = Decode(block[i]));
            for (var i = 0; i < block.Length; i++)
                Keep(block[i], Transform(block[i], decoded[i]), decoded[i].Duration);
            done += block.Length;
            progress?.Report(new TrainingProgress(TrainingStage.Preparing, done, Clips.Count));
        }

        Time = watch.Elapsed;
    }

    private void Keep(int clip, Tensor data, TimeSpan audio)
    {
        _sizes[clip] = (data.shape[^1], audio, SHA256.HashData(data.bytes));
        var bytes = data.numel() * sizeof(float);
        if (_keptBytes + bytes > _memoryLimit)
        {
            data.Dispose();
            return;
        }

        _keptBytes += bytes;
        _kept[clip] = data.DetachFromDisposeScope();
    }

    private AudioClip Decode(int clip) => _source.Load(clip).ToMono().Resampled(FrontEnd.SampleRate);

    private Tensor Transform(int clip, AudioClip audio)
    {
        try
        {
            using var noGradient = no_grad();
            using var scope = NewDisposeScope();
            var data = HoldsWaveforms ? audio.ToTensor() : _model.Image(audio);
            return data.to(ScalarType.Float32).cpu().contiguous().MoveToOuterDisposeScope();
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"'{_source.Name(clip)}' cannot be used: {e.Message}", e);
        }
    }
}
