using System.Collections.Concurrent;
using MusicCnn.Signals;

namespace MusicCnn.Audio.Tagging;

/// <summary>Decodes files one after the other on a thread of its own, ahead of the network, by a bounded number of pieces.</summary>
internal sealed class DecodingQueue : IAsyncDisposable
{
    /// <summary>At most 64 Ki samples each, so 16 megabytes: as a rule ten seconds to a minute of sound ahead.</summary>
    private const int MostPieces = 64;

    private readonly BlockingCollection<DecodedPiece> _pieces = new(MostPieces);
    private readonly CancellationTokenSource _stop;
    private readonly Task _decoding;

    /// <summary>Initializes a new instance of the <see cref="DecodingQueue"/> class and begins to decode.</summary>
    /// <param name="paths">The files; the next one is asked for as soon as there is room.</param>
    /// <param name="sampleRate">The rate of the pieces, in hertz.</param>
    /// <param name="resampling">The filter of the conversion to it, or null to refuse files of other rates.</param>
    /// <param name="cancellation">Ends the decoding.</param>
    public DecodingQueue(IEnumerable<string> paths, int sampleRate, ResampleOptions? resampling, CancellationToken cancellation)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _decoding = Task.Factory.StartNew(
            () => Decode(paths, sampleRate, resampling, _stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Returns whether an exception tells of a file that cannot be read or tagged, rather than of a mistake in the program.</summary>
    public static bool IsOfFile(Exception e) =>
        e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    /// <summary>Returns the next piece, waiting for it; null when all files are through.</summary>
    public DecodedPiece? Take() => _pieces.TryTake(out var piece, Timeout.Infinite, _stop.Token) ? piece : null;

    /// <summary>Throws what ended the decoding, if it was more than a bad file.</summary>
    public Task Completion() => _decoding;

    /// <summary>Ends the decoding; the file that is being read is closed before this completes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _decoding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _pieces.Dispose();
        _stop.Dispose();
    }

    private void Decode(IEnumerable<string> paths, int sampleRate, ResampleOptions? resampling, CancellationToken stop)
    {
        try
        {
            foreach (var path in paths)
            {
                stop.ThrowIfCancellationRequested();
                Add(DecodeFile(path, sampleRate, resampling, stop), stop);
            }
        }
        finally
        {
            _pieces.CompleteAdding();
        }
    }

    /// <summary>Decodes a file and returns its last piece.</summary>
    private DecodedPiece DecodeFile(string path, int sampleRate, ResampleOptions? resampling, CancellationToken stop)
    {
        try
        {
            return AudioFile.Read(path, sampleRate, resampling, reader =>
            {
                foreach (var samples in reader.Pieces())
                    Add(new DecodedPiece(path, reader.Duration, samples, IsLast: false), stop);
                return new DecodedPiece(path, reader.Duration, [], IsLast: true);
            });
        }
        catch (Exception e) when (IsOfFile(e))
        {
            return new DecodedPiece(path, null, [], IsLast: true, e);
        }
    }

    private void Add(DecodedPiece piece, CancellationToken stop) => _pieces.Add(piece, stop);
}
