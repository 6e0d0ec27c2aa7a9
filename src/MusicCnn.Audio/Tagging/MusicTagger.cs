using MusicCnn.Audio.Internal;
using MusicCnn.Internal;
using MusicCnn.Models;
using MusicCnn.Signals;
using static TorchSharp.torch;

namespace MusicCnn.Audio.Tagging;

/// <summary>Tags music with a trained network, such as the released ones of musicnn: loaded once, for any number of clips.</summary>
/// <remarks>
/// <para>A clip is averaged to one channel, resampled to the network's rate, turned into an image and cut into patches, of which each gets a likelihood for every
/// tag: a sigmoid of the network's output, or a softmax over all where its classifier says that exactly one applies. Nothing is normalized: the level of the recording counts.</para>
/// <para>Memory does not grow with the length of a file, beyond 200 bytes a patch and what features were asked for: decoding, front-end and network go
/// through it piece by piece. Only front-ends with a setting that looks at the whole signal, which musicnn's has not, need all of its samples.</para>
/// <para>Thread safety: any number of threads may tag at once with one tagger.</para>
/// <para>Source: Pons and Serra, "musicnn: pre-trained convolutional neural networks for music audio tagging", ISMIR 2019 late-breaking, and its package. Differences:
/// what the package calls overlap is <see cref="TaggingOptions.Hop"/>; clips shorter than a patch, on which it fails, are an error that says what to do; the
/// likelihoods of vgg are likelihoods, where the Keras port gives logits. Verified against: the tags that the original prints for a public clip, and an evaluation in
/// double precision.</para>
/// </remarks>
/// <example>
/// <code>
/// using var tagger = MusicTagger.Load("MTT_musicnn.h5");
/// var taggram = tagger.Tag("song.mp3");
/// Console.WriteLine(string.Join(", ", taggram.Top(3).Select(tag => tag.Tag)));      // techno, electronic, synth
///
/// await foreach (var file in tagger.TagAllAsync(Directory.EnumerateFiles("songs")))
///     Console.WriteLine($"{file.Path}: {(file.Succeeded ? file.Taggram : file.Error.Message)}");
/// </code>
/// </example>
public sealed partial class MusicTagger : IDisposable
{
    private readonly TaggerModel _model;
    private bool _disposed;

    /// <summary>Initializes a new instance of the <see cref="MusicTagger"/> class from a classifier of one's own.</summary>
    /// <param name="classifier">The classifier, which the tagger owns from then on and sets to evaluation mode. Tags that do not exclude each other need
    /// <see cref="ClassOutput.AnyOf"/>.</param>
    /// <exception cref="ArgumentException">Its weights are released ones, but its front-end or its output is not theirs; the message lists what differs.</exception>
    public MusicTagger(AudioClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        _model = TaggerModel.Of(classifier, labels: null);
        classifier.eval();
    }

    private MusicTagger(TaggerModel model) => _model = model;

    /// <summary>Gets the network with its front-end, as it would be saved in a model file. While it is in training mode, tagging throws <see cref="InvalidOperationException"/>.</summary>
    public AudioClassifier Classifier => _model.Classifier;

    /// <summary>Gets the names of the tags, in the order of the network's outputs.</summary>
    public IReadOnlyList<string> Labels => _model.Labels;

    /// <summary>Gets the sample rate that the network was trained at, in hertz.</summary>
    public int SampleRate => _model.Classifier.FrontEnd.SampleRate;

    /// <summary>Loads a tagger, on the CPU.</summary>
    /// <param name="path">The path of a file of weights as Keras saves them (HDF5), of the same weights as safetensors, or of a model file of this library
    /// (<see cref="Weights.ModelFile"/>); told apart by content.</param>
    /// <param name="options">How to read it; <see langword="null"/> for the defaults.</param>
    /// <returns>The tagger, which the caller disposes.</returns>
    /// <exception cref="FileNotFoundException">There is no such file; the message says where the released ones are.</exception>
    /// <exception cref="InvalidDataException">The file is broken, of another network, lacks weights or has some too many, holds NaN, or its front-end is not the one of
    /// its weights; the message lists what differs.</exception>
    public static MusicTagger Load(string path, MusicTaggerOptions? options = null) => new(TaggerModel.Load(path, options ?? new MusicTaggerOptions()));

    /// <summary>Tags an audio file.</summary>
    /// <param name="path">The file's path: WAV, AIFF, FLAC, Ogg or MP3.</param>
    /// <param name="options">How to cut it into patches; <see langword="null"/> for the defaults, which are the original's.</param>
    /// <returns>The taggram.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not audio, broken, truncated, of an encoding that is not read, or of another sample rate where that is refused.</exception>
    /// <exception cref="NotSupportedException">The format needs libsndfile, which is not installed; the message says how to install it.</exception>
    /// <exception cref="ArgumentException">The file is shorter than a patch and is not to be padded, has samples so far beyond [-1, 1] that their power is not finite,
    /// or the options do not fit the network.</exception>
    /// <exception cref="ObjectDisposedException">The tagger was disposed.</exception>
    public Taggram Tag(string path, TaggingOptions? options = null) => Tag(path, options ?? new TaggingOptions(), progress: null, CancellationToken.None);

    /// <summary>Tags a clip.</summary>
    /// <param name="clip">The clip, at whatever rate and number of channels, all samples finite.</param>
    /// <param name="options">How to cut it into patches; <see langword="null"/> for the defaults, which are the original's.</param>
    /// <returns>The taggram.</returns>
    /// <exception cref="ArgumentException">The clip is empty, holds a sample that is not a finite number or so far beyond [-1, 1] that its power is not one, is shorter than
    /// a patch and is not to be padded, or has another rate where that is refused; or the options do not fit the network.</exception>
    /// <exception cref="ObjectDisposedException">The tagger was disposed.</exception>
    public Taggram Tag(AudioClip clip, TaggingOptions? options = null) => Tag(clip, options ?? new TaggingOptions(), progress: null, CancellationToken.None);

    /// <summary>Tags samples of one channel.</summary>
    /// <param name="samples">The samples, amplitude in [-1, 1], all finite.</param>
    /// <param name="sampleRate">Their sample rate, in hertz.</param>
    /// <param name="options">How to cut them into patches; <see langword="null"/> for the defaults, which are the original's.</param>
    /// <returns>The taggram.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Tag(AudioClip, TaggingOptions?)"/>.</exception>
    /// <exception cref="ObjectDisposedException">The tagger was disposed.</exception>
    public Taggram Tag(ReadOnlySpan<float> samples, int sampleRate, TaggingOptions? options = null) => Tag(new AudioClip(samples.ToArray(), sampleRate), options);

    /// <summary>Tags a waveform.</summary>
    /// <param name="waveform">The waveform of one clip, <c>[S]</c> or <c>[C, S]</c>, of any floating-point type and on any device.</param>
    /// <param name="sampleRate">Its sample rate, in hertz.</param>
    /// <param name="options">How to cut it into patches; <see langword="null"/> for the defaults, which are the original's.</param>
    /// <returns>The taggram.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Tag(AudioClip, TaggingOptions?)"/>, or the tensor has another rank.</exception>
    /// <exception cref="ObjectDisposedException">The tagger was disposed.</exception>
    public Taggram Tag(Tensor waveform, int sampleRate, TaggingOptions? options = null) => Tag(AudioClip.FromTensor(waveform, sampleRate), options);

    /// <summary>Tags an image that the network's front-end has made already.</summary>
    /// <param name="image">The image of one clip, <c>[C, F, T]</c>, as <see cref="AudioClassifier.Image(AudioClip)"/> gives it.</param>
    /// <param name="options">How to cut it into patches; <see langword="null"/> for the defaults, which are the original's.</param>
    /// <returns>The taggram.</returns>
    /// <exception cref="ArgumentException">The image has another rank or number of bins, holds a value that is not a finite number, is shorter than a patch and is not to be
    /// repeated, or the options do not fit the network.</exception>
    /// <exception cref="ObjectDisposedException">The tagger was disposed.</exception>
    public Taggram TagImage(Tensor image, TaggingOptions? options = null)
    {
        var bins = _model.Classifier.FrontEnd.Bins;
        ShapeGuard.Matches(image, $"the image of one clip [channel, frequency={bins}, time]", [-1, bins, -1], nameof(image));
        using var run = Begin(options ?? new TaggingOptions(), "The image", CancellationToken.None);
        return run.TagImage(image);
    }

    /// <summary>Returns the tagger with its network.</summary>
    /// <returns>The tagger as text.</returns>
    public override string ToString() => $"{nameof(MusicTagger)}({_model.Classifier.Network}, {SampleRate} Hz, {Labels.Count} tags)";

    /// <summary>Disposes the network and its front-end; nothing may be being tagged, and nothing can be from then on.</summary>
    public void Dispose()
    {
        _disposed = true;
        _model.Classifier.Dispose();
    }

    private Taggram Tag(string path, TaggingOptions options, IProgress<TaggingProgress>? progress, CancellationToken cancellation)
    {
        using var run = Begin(options, $"'{path}'", cancellation);
        return AudioFile.Read(path, SampleRate, options.Resampling, reader => Tag(run, reader.Pieces(), path, reader.Duration, progress));
    }

    private Taggram Tag(AudioClip clip, TaggingOptions options, IProgress<TaggingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ClipImage.RequireSound(clip);
        using var run = Begin(options, "The clip", cancellation);
        return Tag(run, ClipPieces.Of(clip, SampleRate, options.Resampling), path: null, clip.Duration, progress);
    }

    private static Taggram Tag(TaggingRun run, IEnumerable<float[]> pieces, string? path, TimeSpan? duration, IProgress<TaggingProgress>? progress)
    {
        foreach (var samples in pieces)
        {
            run.Push(samples);
            progress?.Report(new TaggingProgress(path, run.Position, duration, FilesDone: 0, FileCount: 1));
        }

        var taggram = run.Finish();
        progress?.Report(new TaggingProgress(path, run.Position, duration, FilesDone: 1, FileCount: 1));
        return taggram;
    }

    private TaggingRun Begin(TaggingOptions options, string what, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _model.Classifier.RequireEvaluation(nameof(Tag));
        return new TaggingRun(_model.Classifier, _model.Labels, options, what, cancellation);
    }
}
