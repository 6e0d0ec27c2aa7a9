using MusicCnn.Audio.Internal;
using MusicCnn.Signals;
using MusicCnn.Training;

namespace MusicCnn.Audio;

/// <summary>Represents a folder of audio files as training data: each sub-folder is a class, named after it.</summary>
/// <remarks>
/// <para>
/// Files may lie in the class's folder or in folders below it; those whose extension is not in <see cref="Extensions"/>, and hidden ones, are passed over.
/// Classes and files are in ordinal order of their names, on every system. Opening reads every file's header, so that a broken file is found before training starts.
/// </para>
/// <para>To divide the files into those for training and those for testing, see <see cref="ClipSplit"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// var songs = AudioFolder.Open("genres");                      // genres/blues/*.wav, genres/jazz/*.mp3, ...
/// var split = ClipSplit.ByClip(songs, testFraction: 0.2, seed: 1);
/// </code>
/// </example>
public sealed class AudioFolder : IClipSource, IFingerprintedClips
{
    private readonly AudioFolderOptions _options;
    private readonly IReadOnlyList<ClassFile> _files;

    private AudioFolder(string path, AudioFolderOptions options, IReadOnlyList<string> labels, IReadOnlyList<ClassFile> files, IReadOnlyList<SkippedFile> skipped)
    {
        Path = path;
        _options = options;
        Labels = labels;
        _files = files;
        Skipped = skipped;
    }

    /// <summary>Gets the extensions of the files that count as audio, without regard to case: what a file holds is decided by its content.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".wav", ".wave", ".flac", ".ogg", ".oga", ".mp3", ".aif", ".aiff", ".aifc"];

    /// <summary>Gets the folder's path.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; }

    /// <inheritdoc/>
    public int Count => _files.Count;

    /// <summary>Gets the files that were left out because they could not be read; empty unless <see cref="AudioFolderOptions.SkipUnreadable"/> is set.</summary>
    public IReadOnlyList<SkippedFile> Skipped { get; }

    /// <summary>Opens a folder: finds its files and reads their headers.</summary>
    /// <param name="path">The folder, with one sub-folder a class.</param>
    /// <param name="options">How to treat the files; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told after every file; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the indexing.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There are fewer than two classes, a class has no files, or a file cannot be read or has no samples.</exception>
    /// <exception cref="NotSupportedException">A file's format needs libsndfile, which is not installed.</exception>
    /// <exception cref="OperationCanceledException">The indexing was cancelled.</exception>
    public static AudioFolder Open(
        string path, AudioFolderOptions? options = null, IProgress<AudioFolderProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new AudioFolderOptions();
        var (labels, candidates) = ClassFolders.Find(path, cancellationToken);
        var files = new List<ClassFile>(candidates.Count);
        var skipped = new List<SkippedFile>();
        for (var i = 0; i < candidates.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var file = candidates[i];
            if (Problem(file.Path) is not { } problem)
                files.Add(file);
            else if (options.SkipUnreadable)
                skipped.Add(new SkippedFile(file.Path, problem));
            else
                throw new InvalidDataException($"{problem} Remove the file, or set {nameof(AudioFolderOptions.SkipUnreadable)} to leave such files out.");

            progress?.Report(new AudioFolderProgress(i + 1, candidates.Count, file.Path));
        }

        var lost = labels.Except(files.Select(file => labels[file.Label])).FirstOrDefault();
        if (lost is not null)
            throw new InvalidDataException($"None of the files of class '{lost}' in '{path}' can be read. The last problem: {skipped[^1].Reason}");
        return new AudioFolder(path, options, labels, files, skipped);
    }

    /// <summary>Returns the path of a clip's file.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The path.</returns>
    public string FilePath(int index) => _files[index].Path;

    /// <summary>Returns the path of a clip's file below the folder, with <c>/</c> between its parts on every system.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The name, such as <c>jazz/take five.wav</c>.</returns>
    public string Name(int index) => _files[index].Name;

    /// <inheritdoc/>
    public int Label(int index) => _files[index].Label;

    /// <inheritdoc/>
    public AudioClip Load(int index) => AudioFile.Load(_files[index].Path, _options.Loading);

    /// <summary>Returns a checksum of a clip's file, beside the settings of loading and the builds of the decoders.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The text.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string Fingerprint(int index) => FileFingerprint.Of(_files[index].Path, _options.Loading);

    /// <summary>Returns why a file cannot serve, or null; a missing library is no problem of the file.</summary>
    private static string? Problem(string path)
    {
        try
        {
            return AudioFile.ReadInfo(path).Length == 0 ? $"The file '{path}' has no samples." : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
