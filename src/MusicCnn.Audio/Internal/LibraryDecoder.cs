#if SYSTEM_SNDFILE
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
#else
using NAudio.SoundFile;
using NAudio.Wave;
#endif

namespace MusicCnn.Audio.Internal;

/// <summary>Reads AIFF, FLAC, Ogg and MP3 files through a library.</summary>
/// <remarks>The only file of the project that knows the dependency profiles: <c>system</c> calls libsndfile, <c>nuget</c> calls NAudio, which itself calls libsndfile for all but plain AIFF.</remarks>
internal sealed partial class LibraryDecoder : IAudioDecoder
{
    private readonly LibraryStream _stream;

    /// <summary>Gets what tells builds of the library apart, which may decode a file to other samples; a library that is missing decodes nothing.</summary>
    public static string Build
    {
        get
        {
            try
            {
                return field ??= FindBuild();
            }
            catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
            {
                return field = "no library";
            }
        }
    }

    /// <inheritdoc/>
    public AudioFileFormat Format { get; }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public long? Length { get; }

    /// <inheritdoc/>
    /// <remarks>Not MP3: its frames depend on those before them, and libsndfile's seeks in files of variable bit rate miss by some frames.</remarks>
    public bool CanSeek => Length is not null && Format != AudioFileFormat.Mp3;

    /// <summary>Opens a file; an MP3 file in the ways of hiding its end that versions of the library want, and at last with its end.</summary>
    /// <exception cref="InvalidDataException">The library cannot decode the file.</exception>
    /// <exception cref="NotSupportedException">The library is missing.</exception>
    public static LibraryDecoder Open(Stream stream, AudioFileFormat format)
    {
        if (format == AudioFileFormat.Mp3)
        {
            foreach (var end in new[] { ShownEnd.None, ShownEnd.Start })
            {
                try
                {
                    return new LibraryDecoder(stream, format, end);
                }
                catch (InvalidDataException)
                {
                    // The next way may do; the last one says what is wrong.
                }
            }
        }

        return new LibraryDecoder(stream, format, ShownEnd.Actual);
    }

    private static LibraryStream Wrap(Stream stream, ShownEnd end)
    {
        stream.Position = 0;
        return new LibraryStream(stream, end);
    }
}

#if SYSTEM_SNDFILE

/// <content>The <c>system</c> profile: libsndfile's C interface over callbacks into a stream.</content>
internal sealed unsafe partial class LibraryDecoder
{
    private const string Library = "libsndfile.so.1";
    private const int ReadMode = 0x10;

    private readonly GCHandle _handle;
    private readonly nint _file;

    /// <summary>Opens a file.</summary>
    /// <param name="stream">A stream that can seek, holding the file from its beginning; stays open.</param>
    /// <param name="format">The format that the file's first bytes show.</param>
    /// <param name="end">Where the library finds the file's end.</param>
    /// <exception cref="InvalidDataException">The library cannot decode the file.</exception>
    /// <exception cref="NotSupportedException">The library is missing.</exception>
    private LibraryDecoder(Stream stream, AudioFileFormat format, ShownEnd end)
    {
        Format = format;
        _stream = Wrap(stream, end);
        _handle = GCHandle.Alloc(_stream);
        try
        {
            var callbacks = new Callbacks { Length = &OnLength, Seek = &OnSeek, Read = &OnRead, Write = &OnWrite, Tell = &OnTell };
            _file = Open(ref callbacks, ReadMode, out var info, GCHandle.ToIntPtr(_handle));
            _stream.ThrowIfFailed();
            if (_file == 0 || info.SampleRate <= 0 || info.Channels <= 0)
                throw Refused(Message(_file));

            // A length that was left open comes as the largest number there is.
            (SampleRate, Channels, Length) = (info.SampleRate, info.Channels, info.Frames is >= 0 and < long.MaxValue ? info.Frames : null);
        }
        catch (Exception e)
        {
            Dispose();
            if (e is DllNotFoundException or EntryPointNotFoundException)
                throw LibraryIsMissing(format, e);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Seek(long sample)
    {
        var reached = Seek(_file, sample, (int)SeekOrigin.Begin);
        _stream.ThrowIfFailed();
        if (reached != sample)
            throw Refused($"sample {sample} cannot be reached: {Message(_file)}");
    }

    /// <inheritdoc/>
    public int Read(Span<float> interleaved)
    {
        var wanted = interleaved.Length / Channels;
        long read;
        fixed (float* samples = interleaved)
            read = Read(_file, samples, wanted);
        _stream.ThrowIfFailed();
        if (read < wanted && Error(_file) != 0)
            throw Refused(Message(_file));
        return (int)read;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_file != 0)
            _ = Close(_file);
        if (_handle.IsAllocated)
            _handle.Free();
    }

    private static string FindBuild() => Marshal.PtrToStringUTF8(VersionText())!;

    private static string Message(nint file) => Marshal.PtrToStringUTF8(ErrorText(file)) ?? "unknown error";

    private static LibraryStream StreamOf(nint user) => (LibraryStream)GCHandle.FromIntPtr(user).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long OnLength(nint user) => StreamOf(user).Length;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long OnSeek(long offset, int origin, nint user)
    {
        try
        {
            return StreamOf(user).Seek(offset, (SeekOrigin)origin);
        }
        catch (Exception)
        {
            // A broken file can ask for a place before its beginning; the library copes, and that is no failure of the stream.
            return -1;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long OnRead(nint buffer, long count, nint user) => StreamOf(user).Read(new Span<byte>((void*)buffer, (int)Math.Min(count, int.MaxValue)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long OnWrite(nint buffer, long count, nint user) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long OnTell(nint user) => StreamOf(user).Position;

    [LibraryImport(Library, EntryPoint = "sf_open_virtual")]
    private static partial nint Open(ref Callbacks callbacks, int mode, out Info info, nint user);

    [LibraryImport(Library, EntryPoint = "sf_close")]
    private static partial int Close(nint file);

    [LibraryImport(Library, EntryPoint = "sf_seek")]
    private static partial long Seek(nint file, long frames, int origin);

    [LibraryImport(Library, EntryPoint = "sf_readf_float")]
    private static partial long Read(nint file, float* samples, long frames);

    [LibraryImport(Library, EntryPoint = "sf_error")]
    private static partial int Error(nint file);

    [LibraryImport(Library, EntryPoint = "sf_strerror")]
    private static partial nint ErrorText(nint file);

    [LibraryImport(Library, EntryPoint = "sf_version_string")]
    private static partial nint VersionText();

    /// <summary>SF_INFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Info
    {
        public long Frames;
        public int SampleRate;
        public int Channels;
        public int FormatCode;
        public int Sections;
        public int Seekable;
    }

    /// <summary>SF_VIRTUAL_IO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Callbacks
    {
        public delegate* unmanaged[Cdecl]<nint, long> Length;
        public delegate* unmanaged[Cdecl]<long, int, nint, long> Seek;
        public delegate* unmanaged[Cdecl]<nint, long, nint, long> Read;
        public delegate* unmanaged[Cdecl]<nint, long, nint, long> Write;
        public delegate* unmanaged[Cdecl]<nint, long> Tell;
    }
}

#else

/// <content>The <c>nuget</c> profile: NAudio's own AIFF reader, and its libsndfile reader for the rest.</content>
internal sealed partial class LibraryDecoder
{
    private readonly WaveStream _reader;
    private readonly ISampleProvider _samples;

    /// <summary>Opens a file.</summary>
    /// <param name="stream">A stream that can seek, holding the file from its beginning; stays open.</param>
    /// <param name="format">The format that the file's first bytes show.</param>
    /// <param name="end">Where the library finds the file's end.</param>
    /// <exception cref="InvalidDataException">The library cannot decode the file.</exception>
    /// <exception cref="NotSupportedException">The library is missing.</exception>
    private LibraryDecoder(Stream stream, AudioFileFormat format, ShownEnd end)
    {
        Format = format;
        _stream = Wrap(stream, end);
        _reader = Guard(OpenReader);
        try
        {
            _samples = Guard(() => _reader as ISampleProvider ?? _reader.ToSampleProvider());
            (SampleRate, Channels) = (_reader.WaveFormat.SampleRate, _reader.WaveFormat.Channels);
            if (SampleRate <= 0 || Channels <= 0)
                throw Refused($"it declares {Channels} channels at {SampleRate} Hz");

            // A length that was left open comes as none, or overflows to a negative number.
            Length = _reader.Length > 0 || format == AudioFileFormat.Aiff ? _reader.Length / _reader.BlockAlign : null;
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Seek(long sample)
    {
        var position = sample * _reader.BlockAlign;
        Guard(() => _reader.Position = position);
        if (_reader.Position != position)
            throw Refused($"sample {sample} cannot be reached");
    }

    /// <inheritdoc/>
    public int Read(Span<float> interleaved)
    {
        try
        {
            var read = _samples.Read(interleaved) / Channels;
            _stream.ThrowIfFailed();
            return read;
        }
        catch (Exception e) when (Translate(e) is { } translated)
        {
            throw translated;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static string FindBuild() => $"{typeof(AiffFileReader).Module.ModuleVersionId} {typeof(SoundFileReader).Module.ModuleVersionId} {SoundFileCapabilities.LibraryVersion}";

    // NAudio's own reader knows the plain form of AIFF, not the later one with compression types.
    private WaveStream OpenReader() => Format == AudioFileFormat.Aiff && !IsAifc() ? new AiffFileReader(_stream) : new SoundFileReader(_stream);

    private bool IsAifc()
    {
        Span<byte> head = stackalloc byte[AudioSignature.Length];
        _stream.ReadExactly(head);
        _stream.Position = 0;
        return head.EndsWith("AIFC"u8);
    }

    private T Guard<T>(Func<T> action)
    {
        try
        {
            var result = action();
            _stream.ThrowIfFailed();
            return result;
        }
        catch (Exception e) when (Translate(e) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>Returns the error to throw for one of the library's, or null for those that say nothing about the file.</summary>
    private Exception? Translate(Exception e) => e switch
    {
        _ when _stream.Failure is not null => _stream.Failure,
        DllNotFoundException or EntryPointNotFoundException => LibraryIsMissing(Format, e),
        EndOfStreamException => Refused(e.Message, e),
        IOException or OutOfMemoryException or ObjectDisposedException => null,
        _ => Refused(e.Message, e),
    };
}

#endif
