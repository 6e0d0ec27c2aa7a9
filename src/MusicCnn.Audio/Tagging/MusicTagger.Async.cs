using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using MusicCnn.Signals;

namespace MusicCnn.Audio.Tagging;

/// <content>Tagging beside other work, and of many files.</content>
public sealed partial class MusicTagger
{
    /// <summary>Tags an audio file on a thread of the pool.</summary>
    /// <param name="path">The file's path: WAV, AIFF, FLAC, Ogg or MP3.</param>
    /// <param name="options">How to cut it into patches; <see langword="null"/> for the defaults, which are the original's.</param>
    /// <param name="progress">Told after every piece of the file; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the tagging.</param>
    /// <returns>The taggram.</returns>
    /// <exception cref="OperationCanceledException">The tagging was cancelled.</exception>
    /// <inheritdoc cref="Tag(string, TaggingOptions?)" path="/exception"/>
    public Task<Taggram> TagAsync(
        string path, TaggingOptions? options = null, IProgress<TaggingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Tag(path, options ?? new TaggingOptions(), progress, cancellationToken), cancellationToken);

    /// <summary>Tags a clip on a thread of the pool.</summary>
    /// <param name="clip">The clip, at whatever rate and number of channels, all samples finite.</param>
    /// <param name="options">How to cut it into patches; <see langword="null"/> for the defaults, which are the original's.</param>
    /// <param name="progress">Told after every piece of the clip; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the tagging.</param>
    /// <returns>The taggram.</returns>
    /// <exception cref="OperationCanceledException">The tagging was cancelled.</exception>
    /// <inheritdoc cref="Tag(AudioClip, TaggingOptions?)" path="/exception"/>
    public Task<Taggram> TagAsync(
        AudioClip clip, TaggingOptions? options = null, IProgress<TaggingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Tag(clip, options ?? new TaggingOptions(), progress, cancellationToken), cancellationToken);

    /// <summary>Tags samples of one channel on a thread of the pool.</summary>
    /// <param name="samples">The samples, amplitude in [-1, 1], all finite; they must stay as they are until then.</param>
    /// <param name="sampleRate">Their sample rate, in hertz.</param>
    /// <param name="options">How to cut them into patches; <see langword="null"/> for the defaults, which are the original's.</param>
    /// <param name="progress">Told after every piece of the samples; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the tagging.</param>
    /// <returns>The taggram.</returns>
    /// <exception cref="OperationCanceledException">The tagging was cancelled.</exception>
    /// <inheritdoc cref="Tag(AudioClip, TaggingOptions?)" path="/exception"/>
    public Task<Taggram> TagAsync(
        ReadOnlyMemory<float> samples,
        int sampleRate,
        TaggingOptions? options = null,
        IProgress<TaggingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => Tag(new AudioClip(samples.ToArray(), sampleRate), options ?? new TaggingOptions(), progress, cancellationToken), cancellationToken);

    /// <summary>Tags many audio files, one after the other; while the network is busy with one, the next ones are decoded.</summary>
    /// <param name="paths">The files' paths; asked for one at a time, from another thread, as decoding gets to them. The run ends, or is broken off, only once the enumeration has
    /// answered.</param>
    /// <param name="options">How to cut them into patches; <see langword="null"/> for the defaults, which are the original's.</param>
    /// <param name="progress">Told after every piece of a file; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the tagging.</param>
    /// <returns>What came of each file, in their order, as soon as it is known. A file that cannot be read or tagged has its error there, and the others follow, unless
    /// <see cref="TaggingOptions.StopAtError"/> is set. Memory does not grow with their number.</returns>
    /// <exception cref="ArgumentException">The options do not fit the network.</exception>
    /// <exception cref="ObjectDisposedException">The tagger was disposed.</exception>
    /// <exception cref="OperationCanceledException">The tagging was cancelled.</exception>
    public IAsyncEnumerable<TaggedFile> TagAllAsync(
        IEnumerable<string> paths, TaggingOptions? options = null, IProgress<TaggingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        options ??= new TaggingOptions();

        // Options that do not fit are an error now, and not that of every single file.
        using (Begin(options, "", CancellationToken.None))
            return TagEach(paths, options, progress, cancellationToken);
    }

    private async IAsyncEnumerable<TaggedFile> TagEach(
        IEnumerable<string> paths, TaggingOptions options, IProgress<TaggingProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int? count = paths.TryGetNonEnumeratedCount(out var known) ? known : null;
        var queue = new DecodingQueue(paths, SampleRate, options.Resampling, cancellationToken);
        await using (queue.ConfigureAwait(false))
        {
            for (var done = 0; ; done++)
            {
                var filesDone = done;
                var file = await Task.Run(() => TagNext(queue, options, progress, filesDone, count, cancellationToken), cancellationToken).ConfigureAwait(false);
                if (file is null)
                    break;
                if (options.StopAtError && file.Error is not null)
                    ExceptionDispatchInfo.Throw(file.Error);
                yield return file;
            }

            await queue.Completion().ConfigureAwait(false);
        }
    }

    /// <summary>Tags the next file of the queue; null when there is none.</summary>
    private TaggedFile? TagNext(
        DecodingQueue queue, TaggingOptions options, IProgress<TaggingProgress>? progress, int done, int? count, CancellationToken cancellation)
    {
        TaggingRun? run = null;
        Taggram? taggram = null;
        Exception? error = null;
        try
        {
            while (queue.Take() is { } piece)
            {
                run ??= Begin(options, $"'{piece.Path}'", cancellation);
                error ??= piece.Error;
                if (error is null)
                    (taggram, error) = Continue(run, piece);
                progress?.Report(new TaggingProgress(piece.Path, run.Position, piece.Duration, piece.IsLast ? done + 1 : done, count));

                // What is left of a file that cannot be tagged is still to be taken from the queue.
                if (piece.IsLast)
                    return new TaggedFile(piece.Path, taggram, error);
            }

            return null;
        }
        finally
        {
            run?.Dispose();
        }
    }

    private static (Taggram? Taggram, Exception? Error) Continue(TaggingRun run, DecodedPiece piece)
    {
        try
        {
            run.Push(piece.Samples);
            return (piece.IsLast ? run.Finish() : null, null);
        }
        catch (Exception e) when (DecodingQueue.IsOfFile(e))
        {
            return (null, e);
        }
    }
}
