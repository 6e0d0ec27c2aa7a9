using MusicCnn.Audio;
using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.PhaseRecovery;
using MusicCnn.Signals;
using static TorchSharp.torch;

namespace MusicCnn.Samples.Spectrograms;

/// <summary>Recovers a recording from the magnitude of its transform alone, and writes it.</summary>
internal static class Resynthesis
{
    /// <summary>Writes a recording recovered from what a transform's magnitude says of it.</summary>
    /// <returns>How near it came, in words.</returns>
    public static string Write(string kind, object settings, Tensor waveform, int sampleRate, string path)
    {
        using var scope = NewDisposeScope();
        var length = (int)waveform.shape[^1];
        var result = settings switch
        {
            StftOptions options => FromStft(options with { Output = SpectrumKind.Magnitude, Compression = Compression.None }, waveform, length),
            ConstantQOptions options => FromConstantQ(options with { Output = SpectrumKind.Magnitude, Compression = Compression.None }, waveform, length),
            _ => throw new ArgumentException($"--griffin-lim needs --kind stft, cqt or icqt, but the kind was {kind}."),
        };

        // What was recovered may be a little louder than full scale.
        var samples = result.Waveform.reshape(1, length);
        var peak = samples.abs().max().clamp(min: 1);
        AudioFile.Save(path, AudioClip.FromTensor(samples / peak, sampleRate));
        var course = result.SpectralConvergence[0];
        return FormattableString.Invariant(
            $"{kind}: recovered from its magnitude in {course.Count - 1} iterations, spectral convergence {course[0]:0.000} -> {course[^1]:0.000}; wrote {path}");
    }

    private static PhaseRecoveryResult FromStft(StftOptions transform, Tensor waveform, int length)
    {
        using var stft = new Stft(transform);
        return new GriffinLim(new() { Transform = transform, Length = length }).Recover(stft.call(waveform));
    }

    private static PhaseRecoveryResult FromConstantQ(ConstantQOptions transform, Tensor waveform, int length)
    {
        using var cqt = new ConstantQ(transform);
        return new ConstantQGriffinLim(new() { Transform = transform, Length = length }).Recover(cqt.call(waveform));
    }
}
