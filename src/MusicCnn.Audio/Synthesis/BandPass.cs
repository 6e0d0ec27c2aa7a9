namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents a second-order band-pass filter with a gain of 1 at its center.</summary>
/// <remarks>Source: Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients" (BPF, constant 0 dB peak gain).</remarks>
internal sealed class BandPass
{
    private readonly double _input;
    private readonly double _output1;
    private readonly double _output2;
    private double _x1;
    private double _x2;
    private double _y1;
    private double _y2;

    /// <summary>Initializes a new instance of the <see cref="BandPass"/> class.</summary>
    /// <param name="center">The center frequency, in hertz, below half the sample rate.</param>
    /// <param name="octaves">The distance of the -3 dB points, in octaves.</param>
    /// <param name="sampleRate">The sample rate, in hertz.</param>
    public BandPass(double center, double octaves, int sampleRate)
    {
        var omega = 2 * Math.PI * center / sampleRate;
        var alpha = Math.Sin(omega) * Math.Sinh(Math.Log(2) / 2 * octaves * omega / Math.Sin(omega));
        _input = alpha / (1 + alpha);
        _output1 = 2 * Math.Cos(omega) / (1 + alpha);
        _output2 = -(1 - alpha) / (1 + alpha);
    }

    /// <summary>Returns the next sample of the output.</summary>
    public double Next(double x)
    {
        var y = _input * (x - _x2) + _output1 * _y1 + _output2 * _y2;
        (_x2, _x1) = (_x1, x);
        (_y2, _y1) = (_y1, y);
        return y;
    }
}
