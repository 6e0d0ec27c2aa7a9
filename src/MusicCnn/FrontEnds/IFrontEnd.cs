namespace MusicCnn.FrontEnds;

/// <summary>Represents the axes of a module that maps a waveform to a time-frequency image.</summary>
/// <remarks>
/// <para>A front-end is a <c>torch.nn.Module&lt;Tensor, Tensor&gt;</c> that implements this interface. Musical sizes
/// become bins and frames from these members alone (<see cref="FrontEndExtensions"/>), so a front-end of your own needs
/// nothing else to work with every layer of the library.</para>
/// <para>Shape: <c>[S]</c> to <c>[1, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, F, T]</c>;
/// <c>[N, C, S]</c> to <c>[N, C, F, T]</c>, where S = samples, F = <see cref="Bins"/>, T = <see cref="FrameCount"/>(S). <see cref="Channels"/>
/// multiply the axis of channels.</para>
/// <para>Units: amplitude in [-1, 1] in; bin 0 is the lowest frequency, where bins are frequencies (<see cref="Scale"/>).</para>
/// </remarks>
public interface IFrontEnd
{
    /// <summary>Gets the sample rate of the waveforms that it takes, in hertz.</summary>
    int SampleRate { get; }

    /// <summary>Gets the number of frequency bins of an image, or of what its rows are.</summary>
    int Bins { get; }

    /// <summary>Gets the number of channels C of the image of one signal: one, or more where a front-end makes several images of it, such as one for each harmonic.</summary>
    /// <value>1 unless the front-end says otherwise.</value>
    int Channels => 1;

    /// <summary>Gets the number of frames in a second of audio.</summary>
    double FrameRate { get; }

    /// <summary>Gets how the bins are spaced.</summary>
    FrequencyScale Scale { get; }

    /// <summary>Gets the center frequency of each bin, in hertz, ascending; none where the rows are no frequencies
    /// (<see cref="FrequencyScale.Tempo"/>, <see cref="FrequencyScale.None"/>).</summary>
    IReadOnlyList<double> CenterFrequencies { get; }

    /// <summary>Returns the number of frames of an image of <paramref name="samples"/> samples.</summary>
    /// <param name="samples">The number of samples, at least 1.</param>
    /// <returns>The number of frames.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The front-end makes no frame of so few samples.</exception>
    int FrameCount(int samples);
}
