using MusicCnn.Augmentation;
using MusicCnn.FrontEnds;
using MusicCnn.Internal;
using MusicCnn.Layers;
using MusicCnn.Signals;
using MusicCnn.Training;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents an untrained network as a description of music: the mean of each feature map of each layer, under weights drawn once from a seed.</summary>
/// <remarks>
/// <para>What such features tell apart, the shape of the network tells apart, since nothing was learned: a baseline to compare trained networks with, and a
/// quick way to compare architectures. A closed-form classifier goes on top: <see cref="RidgeClassifier"/> or <see cref="ExtremeLearningMachine"/>.</para>
/// <para>Shape: image <c>[N, C, F, T]</c> to features <c>[N, D]</c>, D = <see cref="RandomFeaturesOptions.FeatureCount"/>, layer after layer; any F and T that the layers fit in.
/// For networks on waveforms the image is that of <see cref="RawWaveform"/>.</para>
/// <para>A layer with n weights a filter has weights from a normal distribution of deviation √(2.6/n), drawn again beyond two deviations, which leaves
/// one of about √(2/n) (He, Zhang, Ren, Sun, ICCV 2015); biases are 0. They are float32 numbers, parameters without gradient: training leaves them alone, model files hold them.</para>
/// <para>Source: Pons and Serra, "Randomly weighted CNNs for (music) audio classification", ICASSP 2019, in the form of the authors' published code. Differences: draws are this library's
/// own, so features are not the original's number by number; images may have any length where the original cuts or repeats them to one. Verified against: means of plain
/// sums in double precision.</para>
/// </remarks>
/// <example>
/// <code>
/// using var features = new RandomFeatures(new() { Layers = RandomNetworks.Temporal(filters: 16), Seed = 1 });
/// using var train = features.Extract(mel, songs, split.Train);      // [clips, 224]
/// </code>
/// </example>
public sealed class RandomFeatures : nn.Module<Tensor, Tensor>
{
    /// <summary>What a weight's variance times the number of weights is, before the limit of two deviations leaves 0.77 of it.</summary>
    private const double Variance = 2.6;

    private const double Limit = 2;

    [ComponentName(Name = "layers")]
    private readonly ModuleList<MixedShapeConv> _layers;

    /// <summary>Initializes a new instance of the <see cref="RandomFeatures"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Groups of a layer can never leave equal sizes.</exception>
    public RandomFeatures(RandomFeaturesOptions options)
        : base(nameof(RandomFeatures))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _layers = nn.ModuleList(options.Layers.Select((layer, place) => Draw(new MixedShapeConv(layer.Convolution), place)).ToArray());
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public RandomFeaturesOptions Options { get; }

    /// <summary>Gets the number of features D.</summary>
    public int FeatureCount => Options.FeatureCount;

    /// <summary>Computes the features of images.</summary>
    /// <param name="image">The images, <c>[N, C, F, T]</c>.</param>
    /// <returns>The features, <c>[N, D]</c>.</returns>
    /// <exception cref="ArgumentException">The image has another rank or number of channels, or is too small for a filter or a pooling window.</exception>
    public override Tensor forward(Tensor image)
    {
        ShapeGuard.Matches(image, $"an image [batch, channel={Options.Channels}, frequency, time]", [-1, Options.Channels, -1, -1], nameof(image));
        using var scope = NewDisposeScope();
        var features = new List<Tensor>();
        var maps = image;
        for (var place = 0; place < _layers.Count; place++)
        {
            maps = Layer(place, maps);
            features.Add(maps.flatten(start_dim: 2).mean([2]));
        }

        return cat(features, dim: 1).MoveToOuterDisposeScope();
    }

    /// <summary>Computes the features of a clip as a whole.</summary>
    /// <typeparam name="TFrontEnd">The front-end.</typeparam>
    /// <param name="frontEnd">The front-end whose images the layers take.</param>
    /// <param name="clip">The clip, at whatever rate and number of channels; at least one sample, all samples finite.</param>
    /// <returns>The features, <c>[1, D]</c>, without gradient.</returns>
    /// <exception cref="ArgumentException">The clip is empty or holds a sample that is not a finite number, or its image is too small for a filter or a pooling window.</exception>
    public Tensor Extract<TFrontEnd>(TFrontEnd frontEnd, AudioClip clip)
        where TFrontEnd : nn.Module<Tensor, Tensor>, IFrontEnd
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        using var noGradient = no_grad();
        using var image = ClipImage.Of(frontEnd, clip, this);
        using var batch = image.unsqueeze(0);
        return call(batch);
    }

    /// <summary>Computes the features of clips, one after the other, so that those of a clip never depend on the others.</summary>
    /// <typeparam name="TFrontEnd">The front-end.</typeparam>
    /// <param name="frontEnd">The front-end whose images the layers take.</param>
    /// <param name="source">The clips.</param>
    /// <param name="clips">Which of them, as positions in <paramref name="source"/>; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>The features, <c>[clips, D]</c>, in the order of <paramref name="clips"/>, without gradient.</returns>
    /// <exception cref="ArgumentException">There are no clips.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such clip.</exception>
    /// <exception cref="InvalidDataException">A clip cannot be used; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public Tensor Extract<TFrontEnd>(TFrontEnd frontEnd, IClipSource source, IReadOnlyList<int>? clips = null, CancellationToken cancellationToken = default)
        where TFrontEnd : nn.Module<Tensor, Tensor>, IFrontEnd
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        ArgumentNullException.ThrowIfNull(source);
        clips ??= [.. Enumerable.Range(0, source.Count)];
        if (clips.Count == 0)
            throw new ArgumentException("There are no clips: the source or the choice is empty.", nameof(clips));
        foreach (var clip in clips)
            Internal.Require.Within(clip, 0, source.Count - 1, "(clips of the source)", nameof(clips));
        using var scope = NewDisposeScope();
        return cat([.. clips.Select(Features)], dim: 0).MoveToOuterDisposeScope();

        Tensor Features(int clip)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return Extract(frontEnd, source.Load(clip));
            }
            catch (ArgumentException e)
            {
                throw new InvalidDataException($"'{source.Name(clip)}' cannot be used: {e.Message}", e);
            }
        }
    }

    /// <summary>Returns the network with its layers.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(RandomFeatures)}({FeatureCount} features, seed {Options.Seed}; {string.Join("; ", _layers.Select(layer => string.Join(", ", layer.Groups)))})");

    private MixedShapeConv Draw(MixedShapeConv layer, int place)
    {
        foreach (var (_, parameter) in layer.named_parameters())
        {
            using var noGradient = no_grad();
            parameter.fill_(0);
        }

        for (var group = 0; group < layer.Groups.Count; group++)
        {
            var filters = layer.Filters(group);
            var weights = filters.numel() / filters.shape[0];
            RandomWeights.Fill(filters, new ItemRandom(Options.Seed, nameof(RandomFeatures), epoch: place, item: group), Math.Sqrt(Variance / weights), Limit);
            layer.Freeze(group);
        }

        return layer;
    }

    private Tensor Layer(int place, Tensor maps)
    {
        var (layer, settings) = (_layers[place], Options.Layers[place]);
        // What a layer has pooled away is an axis of one again.
        if (place > 0)
            maps = maps.reshape(maps.shape[0], maps.shape[1], Left(place - 1).Bins ? maps.shape[2] : 1, Left(place - 1).Frames ? maps.shape[^1] : 1);
        if (settings.PooledFrames > maps.shape[3])
        {
            throw new ArgumentException(
                $"A pooling window of {settings.PooledFrames} frames needs at least as many in front of layer {place + 1}, but there are {maps.shape[3]}. Take a wider image.", nameof(maps));
        }

        if (settings.PooledFrames > 1)
            maps = nn.functional.max_pool2d(maps, (1, settings.PooledFrames));
        var output = layer.call(maps);
        if (!settings.Residual)
            return output;
        if (!output.shape.AsSpan().SequenceEqual(maps.shape))
        {
            throw new ArgumentException(
                $"A residual layer must leave the shape that it takes, but layer {place + 1} makes {ShapeGuard.Print(output.shape)} of {ShapeGuard.Print(maps.shape)}. Pad both axes, and do not pool.", nameof(maps));
        }

        return output + maps;
    }

    /// <summary>Returns which axes a layer leaves.</summary>
    private (bool Bins, bool Frames) Left(int place) => (Options.Layers[place].Convolution.Pooling.Bins is not null, Options.Layers[place].Convolution.Pooling.Frames is not null);
}
