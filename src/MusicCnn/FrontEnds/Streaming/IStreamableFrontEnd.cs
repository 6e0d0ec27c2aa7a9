namespace MusicCnn.FrontEnds.Streaming;

/// <summary>Represents a front-end that can also take a signal in pieces, such as a microphone delivers.</summary>
/// <remarks>The images of all pieces and of <see cref="FrontEndStream.Flush"/>, one behind the other on the time axis, are the image of
/// the whole signal: bit for bit in float32 on the CPU, within 1e-6 of its peak elsewhere, unless the front-end says otherwise.</remarks>
public interface IStreamableFrontEnd : IFrontEnd
{
    /// <summary>Opens a stream; any number of them may be open at once, each with a signal of its own.</summary>
    /// <returns>The stream, which the caller disposes.</returns>
    /// <exception cref="InvalidOperationException">A setting looks at the whole signal, such as a range below its largest value, which no
    /// stream can know before the end; the message names it and what to do instead.</exception>
    FrontEndStream OpenStream();
}
