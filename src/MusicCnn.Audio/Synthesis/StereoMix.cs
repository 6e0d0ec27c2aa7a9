using MusicCnn.Internal;
using MusicCnn.Signals;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Collects mono sounds at times, levels and places between two loudspeakers.</summary>
internal sealed class StereoMix(int length, int sampleRate)
{
    private readonly float[] _left = new float[length];
    private readonly float[] _right = new float[length];

    public int Length => length;

    public int SampleRate => sampleRate;

    /// <summary>Adds a sound; what lies outside the mix is cut.</summary>
    /// <param name="sound">The samples.</param>
    /// <param name="start">The sample of the mix at which the sound begins; may lie before 0.</param>
    /// <param name="gain">The factor of amplitude.</param>
    /// <param name="pan">-1 left, 0 center, 1 right; the power of both together is the same everywhere.</param>
    public void Add(ReadOnlySpan<float> sound, int start, double gain, double pan)
    {
        var angle = (pan + 1) * Math.PI / 4;
        var (left, right) = ((float)(gain * Math.Cos(angle)), (float)(gain * Math.Sin(angle)));
        for (var i = Math.Max(0, -start); i < sound.Length && start + i < length; i++)
        {
            _left[start + i] += left * sound[i];
            _right[start + i] += right * sound[i];
        }
    }

    /// <summary>Adds the faint noise of a recording, another on each side, so that pauses are not digitally silent.</summary>
    public void AddNoise(double gain, SeededRandom random)
    {
        var noise = new float[length];
        foreach (var pan in new[] { -1.0, 1.0 })
        {
            for (var i = 0; i < noise.Length; i++)
                noise[i] = (float)random.Between(-1, 1);
            Add(noise, 0, gain, pan);
        }
    }

    /// <summary>Returns the mix as it is.</summary>
    public AudioClip ToClip() => new([_left, _right], sampleRate);

    /// <summary>Returns the mix, scaled to a peak; silence stays silence.</summary>
    public AudioClip ToClip(double peak)
    {
        var largest = 0f;
        for (var i = 0; i < length; i++)
            largest = Math.Max(largest, Math.Max(Math.Abs(_left[i]), Math.Abs(_right[i])));

        var gain = largest > 0 ? (float)(peak / largest) : 0;
        for (var i = 0; i < length; i++)
        {
            _left[i] *= gain;
            _right[i] *= gain;
        }

        return ToClip();
    }
}
