using MusicCnn.Models;
using MusicCnn.Signals;
using static TorchSharp.torch;

namespace MusicCnn.Training.Loading;

/// <summary>Brings clips from their source, or from the cache, to the network.</summary>
/// <remarks>In two halves: <see cref="Load"/> is managed code and runs on any number of threads; <see cref="Data"/> computes with tensors, which have
/// scopes and pools of threads of their own on every thread, and stays on the one that uses them.</remarks>
internal sealed class ClipLoader(AudioClassifier model, IClips source, bool asWaveforms, PreparationOptions options)
{
    private readonly IFeatureCache? _cache = options.Cache;
    private readonly FeatureKeys? _keys = options.Cache is null ? null : new FeatureKeys(model, options.Catalog);

    /// <summary>Finds a clip in the cache, or decodes it; thread-safe.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="known">What is known of it, or null when it is met for the first time.</param>
    public LoadedClip Load(int clip, ClipFacts? known)
    {
        try
        {
            return _keys is null || (known is not null && known.Key is null) ? new(clip, Key: null, Mono(source.Load(clip)), Cached: null) : FindOrLoad(clip, known?.Key);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException && !e.Message.Contains(source.Name(clip), StringComparison.Ordinal))
        {
            throw Unusable(clip, e);
        }
    }

    /// <summary>Returns the image or waveform of a clip, float32 and on the CPU, in the caller's dispose scope.</summary>
    public Tensor Data(LoadedClip loaded)
    {
        if (loaded.Cached is not { } features)
            return Transform(loaded.Clip, loaded.Sound!);
        var data = empty(features.Shape.ToArray(), dtype: ScalarType.Float32);
        features.Bytes.CopyTo(data.bytes);
        return data;
    }

    /// <summary>Stores what was computed of a clip, if there is a cache that does not have it.</summary>
    public void Store(LoadedClip loaded, Tensor data)
    {
        if (loaded is not { Key: { } key, Cached: null } || data.numel() == 0)
            return;
        using var features = ClipFeatures.Copy(data.shape, data.bytes, loaded.Audio);
        _cache!.Store(key, features);
    }

    /// <summary>Returns the error for a clip that is not what it was when it was prepared.</summary>
    public InvalidDataException Changed(int clip) => new($"'{source.Name(clip)}' has changed since it was prepared. Prepare the clips again.");

    private LoadedClip FindOrLoad(int clip, string? known)
    {
        var sound = known is null && source is not IFingerprintedClips ? source.Load(clip) : null;
        var key = known ?? Key(clip, sound);
        if (_cache!.Find(key) is { } features)
            return new(clip, key, Sound: null, features);

        if (sound is null)
        {
            sound = source.Load(clip);
            if (Key(clip, sound) != key)
            {
                // The file was written meanwhile: what was read of it belongs to no key.
                return known is null ? new(clip, Key: null, Mono(sound), Cached: null) : throw Changed(clip);
            }
        }

        return new(clip, key, Mono(sound), Cached: null);
    }

    private string Key(int clip, AudioClip? sound) =>
        _keys!.Of(source is IFingerprintedClips told ? told.Fingerprint(clip) : FeatureKeys.Fingerprint(sound!));

    private AudioClip Mono(AudioClip sound) => sound.ToMono().Resampled(model.FrontEnd.SampleRate);

    private Tensor Transform(int clip, AudioClip sound)
    {
        try
        {
            using var noGradient = no_grad();
            using var scope = NewDisposeScope();
            var data = asWaveforms ? sound.ToTensor() : model.Image(sound);
            return data.to(ScalarType.Float32).cpu().contiguous().MoveToOuterDisposeScope();
        }
        catch (ArgumentException e)
        {
            throw Unusable(clip, e);
        }
    }

    private InvalidDataException Unusable(int clip, Exception e) => new($"'{source.Name(clip)}' cannot be used: {e.Message}", e);
}
