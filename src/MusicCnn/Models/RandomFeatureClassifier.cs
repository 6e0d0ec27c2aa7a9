using MusicCnn.FrontEnds;
using MusicCnn.Training;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents a whole baseline that nothing was trained for: <see cref="RandomFeatures"/> and a <see cref="RidgeClassifier"/> on them.</summary>
/// <remarks>
/// <para>Shape: image <c>[N, C, F, T]</c> to scores <c>[N, classes]</c>. In an <see cref="AudioClassifier"/> it is tested, saved and loaded as a trained network is; the ranking of
/// its classes counts, since scores are no likelihoods. Patches as long as the clips are what it was fitted to.</para>
/// <para>Source and verification: those of its parts.</para>
/// </remarks>
/// <example>
/// <code>
/// using var network = new RandomFeatureClassifier(new() { Features = new() { Layers = RandomNetworks.Temporal(filters: 16) }, Classes = songs.Labels.Count });
/// network.Fit(mel, songs, split.Train);
/// </code>
/// </example>
public sealed class RandomFeatureClassifier : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "features")]
    private readonly RandomFeatures _features;

    [ComponentName(Name = "output")]
    private readonly RidgeClassifier _output;

    /// <summary>Initializes a new instance of the <see cref="RandomFeatureClassifier"/> class, not fitted yet.</summary>
    /// <param name="options">The settings.</param>
    public RandomFeatureClassifier(RandomFeatureClassifierOptions options)
        : base(nameof(RandomFeatureClassifier))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _features = new RandomFeatures(options.Features);
        _output = new RidgeClassifier(options.Output);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public RandomFeatureClassifierOptions Options { get; }

    /// <summary>Gets the untrained network.</summary>
    public RandomFeatures Features => _features;

    /// <summary>Gets the classifier on its features.</summary>
    public RidgeClassifier Output => _output;

    /// <summary>Fits the classifier to clips, each as a whole.</summary>
    /// <typeparam name="TFrontEnd">The front-end.</typeparam>
    /// <param name="frontEnd">The front-end.</param>
    /// <param name="source">The clips.</param>
    /// <param name="clips">Which of them, as positions in <paramref name="source"/>; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <exception cref="ArgumentException">There are no clips, or all are of one class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such clip, or the source has more classes.</exception>
    /// <exception cref="InvalidDataException">A clip cannot be used; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public void Fit<TFrontEnd>(TFrontEnd frontEnd, IClipSource source, IReadOnlyList<int>? clips = null, CancellationToken cancellationToken = default)
        where TFrontEnd : nn.Module<Tensor, Tensor>, IFrontEnd
    {
        using var features = _features.Extract(frontEnd, source, clips, cancellationToken);
        _output.Fit(features, (clips ?? [.. Enumerable.Range(0, source.Count)]).Select(source.Label));
    }

    /// <summary>Computes the scores of images.</summary>
    /// <param name="image">The images, <c>[N, C, F, T]</c>.</param>
    /// <returns>The scores, <c>[N, classes]</c>.</returns>
    /// <exception cref="ArgumentException">The image has another rank or number of channels, or is too small for a filter or a pooling window.</exception>
    /// <exception cref="InvalidOperationException">It was neither fitted nor loaded.</exception>
    public override Tensor forward(Tensor image)
    {
        using var features = _features.call(image);
        return _output.call(features);
    }

    /// <summary>Returns the network with its parts.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => $"{nameof(RandomFeatureClassifier)}({_features}, {_output})";
}
