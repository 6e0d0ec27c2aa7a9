using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Training.Loading;

/// <summary>Makes keys for a cache: checksums of everything that the numbers of an image or waveform depend on, so that nothing else is ever taken for them.</summary>
internal sealed class FeatureKeys
{
    /// <summary>Grows with every change of what a key is made of.</summary>
    private const int Version = 1;

    private readonly byte[] _recipe;

    /// <summary>Notes what is the same for all clips.</summary>
    /// <exception cref="ArgumentException">The catalog does not have the front-end, so that its settings are not known.</exception>
    public FeatureKeys(AudioClassifier model, ModelCatalog catalog)
    {
        _recipe = Digest(writer =>
        {
            writer.Write(Version);
            // The code itself, not its version number: a fix of a front-end must never be answered with what it was before.
            foreach (var type in new[] { typeof(FeatureKeys), typeof(Tensor) })
                writer.Write(type.Module.ModuleVersionId.ToByteArray());
            writer.Write($"{RuntimeInformation.ProcessArchitecture} {Vector256.IsHardwareAccelerated} {Vector512.IsHardwareAccelerated}");
            writer.Write(model.FrontEnd.SampleRate);
            if (PreparedFor.Learns(model))
                writer.Write("waveform");
            else
                WriteImage(writer, model, catalog);
        });
    }

    /// <summary>Returns the key of a clip with a fingerprint.</summary>
    public string Of(string fingerprint) => Convert.ToHexStringLower(Digest(writer =>
    {
        writer.Write(_recipe);
        writer.Write(fingerprint);
    }));

    /// <summary>Returns the fingerprint of a clip that has been decoded.</summary>
    public static string Fingerprint(AudioClip sound) => Convert.ToHexStringLower(Digest(writer =>
    {
        writer.Write(sound.SampleRate);
        writer.Write(sound.Channels);
        writer.Write(sound.Length);
        for (var channel = 0; channel < sound.Channels; channel++)
            writer.Write(MemoryMarshal.AsBytes(sound.Channel(channel)));
    }));

    private static void WriteImage(BinaryWriter writer, AudioClassifier model, ModelCatalog catalog)
    {
        var frontEnd = model.FrontEndModule;
        writer.Write("image");
        writer.Write(Settings(catalog, frontEnd));
        writer.Write(frontEnd.GetType().Module.ModuleVersionId.ToByteArray());
        // Some front-ends share out their sums among the threads, and round by how many there are.
        writer.Write(get_num_threads());
        // In which type and where it is computed, and with which weights, if it learned some before they were frozen.
        var weight = model.Network.parameters().FirstOrDefault();
        writer.Write($"{weight?.dtype} {weight?.device_type}");
        foreach (var (name, values) in frontEnd.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)).Concat(frontEnd.named_buffers().Select(entry => (entry.name, entry.buffer))))
        {
            writer.Write(name);
            writer.Write($"{values.dtype} {string.Join(' ', values.shape)}");
            writer.Flush();
            TensorBytes.Write(writer.BaseStream, values);
        }
    }

    private static string Settings(ModelCatalog catalog, nn.Module frontEnd)
    {
        try
        {
            var part = catalog.FrontEnd(frontEnd);
            return $"{part.Name} {part.Settings(frontEnd)}";
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException(
                $"The cache cannot tell the images of {frontEnd.GetType().Name} from others, because the catalog does not know its settings. Add it with {nameof(ModelCatalog)}.{nameof(ModelCatalog.Default)}.{nameof(ModelCatalog.AddFrontEnd)}(...) and set {nameof(PreparationOptions)}.{nameof(PreparationOptions.Catalog)}, or prepare without {nameof(PreparationOptions.Cache)}.",
                nameof(catalog), e);
        }
    }

    private static byte[] Digest(Action<BinaryWriter> write)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
            write(writer);
        return hash.Hash!;
    }
}
