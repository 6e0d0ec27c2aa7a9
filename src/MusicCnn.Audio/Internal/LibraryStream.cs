namespace MusicCnn.Audio.Internal;

/// <summary>Represents a stream as a decoding library sees it: a failure is the end of the file to the library, and kept for the caller.</summary>
/// <remarks>
/// The end can be hidden. libsndfile (1.2) guesses the length of an MP3 file without a length header from the file's size and the first frame's bit rate, and stops
/// there, so that files of variable bit rate lose their end. Where it cannot find out the size, it reads every frame; from 1.2.2 on it does so if the size seems to
/// be 0, and refuses the file if there is none.
/// </remarks>
/// <param name="stream">The stream underneath; stays open.</param>
/// <param name="end">Where seeking from the end leads.</param>
internal sealed class LibraryStream(Stream stream, ShownEnd end) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => stream.Length;

    /// <inheritdoc/>
    public override long Position { get => stream.Position; set => stream.Position = value; }

    /// <summary>Gets what the stream threw inside the library, through which no exception may pass.</summary>
    public IOException? Failure { get; private set; }

    /// <summary>Throws <see cref="Failure"/>, if there is one.</summary>
    public void ThrowIfFailed()
    {
        if (Failure is not null)
            throw Failure;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (Exception e)
        {
            Failure ??= new IOException($"Reading the stream failed: {e.Message}", e);
            return 0;
        }
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => (origin, end) switch
    {
        (SeekOrigin.End, ShownEnd.None) => throw new NotSupportedException("The end is hidden."),
        (SeekOrigin.End, ShownEnd.Start) => stream.Seek(offset, SeekOrigin.Begin),
        _ => stream.Seek(offset, origin),
    };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
