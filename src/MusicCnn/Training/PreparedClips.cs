using System.Security.Cryptography;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Training.Loading;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Represents clips made ready for a network once, so that every epoch, and every network behind the same front-end, can use them.</summary>
/// <remarks>
/// <para>A front-end without weights to learn gives images, computed once. For one that learns, the waveforms are kept, mono and at its rate.</para>
/// <para>What does not fit <see cref="PreparationOptions.MemoryLimit"/> is loaded again at each use, ahead of it on other threads, from <see cref="PreparationOptions.Cache"/> where there
/// is one: with the same bits, and with no more clips in memory than <see cref="PreparationOptions.ReadAhead"/> says.</para>
/// <para>Shape: image <c>[1, F, T]</c> or waveform <c>[S]</c>, float32, on the CPU.</para>
/// </remarks>
public sealed class PreparedClips : IDisposable
{
    private readonly AudioClassifier _model;
    private readonly IClips _source;
    private readonly PreparationOptions _options;
    private readonly ClipLoader _loader;
    private readonly Dictionary<int, Tensor> _kept = [];
    private readonly Dictionary<int, ClipFacts> _facts = [];
    private long _keptBytes;

    private PreparedClips(AudioClassifier model, IClips source, PreparationOptions options)
    {
        _model = model;
        _source = source;
        _options = options;
        HoldsWaveforms = PreparedFor.Learns(model);
        _loader = new ClipLoader(model, source, HoldsWaveforms, options);
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
    /// <param name="progress">Told after every clip; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    /// <returns>The prepared clips, which the caller disposes of.</returns>
    /// <exception cref="ArgumentException">The model and the source have different labels, there are no clips, the source says neither classes (<see cref="IClipSource"/>) nor tags (<see cref="ITagSource"/>),
    /// or there is a <see cref="PreparationOptions.Cache"/> and <see cref="PreparationOptions.Catalog"/> does not have the front-end.</exception>
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
        var prepared = new PreparedClips(model, source, options) { Clips = ClipChoice.Of(source, options.Clips, nameof(options)) };
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
    public TimeSpan Audio(int clip) => _facts[clip].Audio;

    /// <summary>Disposes of the images or waveforms.</summary>
    public void Dispose()
    {
        foreach (var data in _kept.Values)
            data.Dispose();
        _kept.Clear();
    }

    /// <summary>Gets what the clips are of.</summary>
    internal IClips Source => _source;

    /// <summary>Gets the model that the clips are ready for.</summary>
    internal AudioClassifier Model => _model;

    /// <summary>Gets the catalog of front-ends whose settings are known.</summary>
    internal ModelCatalog Catalog => _options.Catalog;

    /// <summary>Returns the name of a clip.</summary>
    internal string Name(int clip) => _source.Name(clip);

    /// <summary>Returns a hash of the image or waveform of a clip.</summary>
    internal byte[] Fingerprint(int clip) => _facts[clip].Hash;

    /// <summary>Returns the number of frames or samples of a clip.</summary>
    internal long Length(int clip) => _facts[clip].Length;

    /// <summary>Returns the image or waveform of a clip, in the caller's dispose scope.</summary>
    internal Tensor Data(int clip)
    {
        if (_kept.TryGetValue(clip, out var data))
            return data.alias();
        using var loaded = _loader.Load(clip, _facts[clip]);
        return Again(loaded);
    }

    /// <summary>Returns images or waveforms in the order in which they will be needed, those that are not kept loaded ahead.</summary>
    internal ClipSequence InOrder(IEnumerable<int> clips, CancellationToken cancellationToken) => new(this, clips, _options.ReadAhead, cancellationToken);

    /// <summary>Returns whether a clip is kept in memory.</summary>
    internal bool Keeps(int clip) => _kept.ContainsKey(clip);

    /// <summary>Returns the work of loading a clip that is not kept; the work may be done on any thread.</summary>
    internal Func<LoadedClip> Loading(int clip)
    {
        var facts = _facts[clip];
        return () => _loader.Load(clip, facts);
    }

    /// <summary>Returns the image or waveform of a clip that was loaded again, in the caller's dispose scope.</summary>
    internal Tensor Again(LoadedClip loaded)
    {
        var (data, facts) = (_loader.Data(loaded), _facts[loaded.Clip]);
        if (data.shape[^1] != facts.Length)
            throw _loader.Changed(loaded.Clip);
        // On another device, to which the model was moved, the front-end rounds in another way; that belongs to another key.
        if (loaded is { Key: not null, Cached: null } && SHA256.HashData(data.bytes).AsSpan().SequenceEqual(facts.Hash))
            _loader.Store(loaded, data);
        return data;
    }

    private void Load(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var done = 0;
        using var ahead = new ReadAhead<LoadedClip>(Clips.Select<int, Func<LoadedClip>>(clip => () => _loader.Load(clip, known: null)), _options.ReadAhead, cancellationToken);
        foreach (var clip in Clips)
        {
            using (var loaded = ahead.Next())
            using (NewDisposeScope())
            {
                var data = _loader.Data(loaded);
                _loader.Store(loaded, data);
                var hash = loaded.Cached?.Hash.ToArray() ?? SHA256.HashData(data.bytes);
                Keep(clip, data, new(data.shape[^1], loaded.Audio, hash, loaded.Key));
            }

            progress?.Report(new TrainingProgress(TrainingStage.Preparing, ++done, Clips.Count));
        }

        Time = watch.Elapsed;
    }

    private void Keep(int clip, Tensor data, ClipFacts facts)
    {
        _facts[clip] = facts;
        var bytes = data.numel() * sizeof(float);
        if (_keptBytes + bytes > _options.MemoryLimit)
            return;
        _keptBytes += bytes;
        _kept[clip] = data.DetachFromDisposeScope();
    }
}
