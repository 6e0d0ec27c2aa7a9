using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents images minus the mean of a training set and divided by its deviation.</summary>
/// <remarks>
/// <para>Shape: <c>[F, T]</c>, <c>[C, F, T]</c> or <c>[N, C, F, T]</c> to the same. Units: those of the image in; deviations out.</para>
/// <para>Formula: y = (x − μ) / max(σ, floor), μ and σ of each bin or of all, over the images that it was fitted to; constants for the gradient.</para>
/// <para>Fit it to the training set, never to clips that are tested with; <see cref="Training.Trainer"/> does so for the one that an
/// <see cref="Models.AudioClassifier"/> carries, and the model's file holds it. Before that it is an error to use it.</para>
/// <para>Mean and deviation are kept in double precision whatever the module is converted to. Images of single precision have the mean taken off in two parts,
/// its float32 and the rest, so that no digit is lost where it is large.</para>
/// <para>Source: Pons, Lidy, Serra, CBMI 2016, over all bins. Verified against: two passes over everything, in double precision.</para>
/// </remarks>
/// <example>
/// <code>
/// using var standardize = new Standardize(new() { Bins = mel.Bins });
/// standardize.Fit(trainingImages);
/// using var image = standardize.call(mel.call(waveform));
/// </code>
/// </example>
public sealed class Standardize : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "fitted_mean")]
    private readonly Tensor _mean;

    [ComponentName(Name = "fitted_deviation")]
    private readonly Tensor _deviation;

    [ComponentName(Name = "fitted_count")]
    private readonly Tensor _count;

    /// <summary>Initializes a new instance of the <see cref="Standardize"/> class, not fitted yet.</summary>
    /// <param name="options">The settings.</param>
    public Standardize(StandardizeOptions options)
        : base(nameof(Standardize))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        long[] shape = [options.Over == StandardizeOver.EachBin ? options.Bins : 1];
        _mean = zeros(shape, dtype: ScalarType.Float64).DetachFromDisposeScope();
        _deviation = ones(shape, dtype: ScalarType.Float64).DetachFromDisposeScope();
        _count = zeros([1], dtype: ScalarType.Int64).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public StandardizeOptions Options { get; }

    /// <summary>Gets a value indicating whether there are statistics, fitted or loaded.</summary>
    public bool IsFitted => _count.item<long>() > 0;

    /// <summary>Gets the mean of each bin, or the one of all.</summary>
    public IReadOnlyList<double> Mean => Values(_mean);

    /// <summary>Gets the deviation of each bin, or the one of all, without the floor.</summary>
    public IReadOnlyList<double> Deviation => Values(_deviation);

    /// <summary>Takes the statistics of images, going through them once.</summary>
    /// <param name="images">The images, of any lengths and without padding; they remain the caller's.</param>
    /// <exception cref="ArgumentException">There are none, or one does not fit or is not finite.</exception>
    public void Fit(IEnumerable<Tensor> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var statistics = new ImageStatistics(Options.Bins);
        foreach (var image in images)
            statistics.Add(image);
        Fit(statistics);
    }

    /// <summary>Takes statistics that were gathered before, in place of those it has.</summary>
    /// <param name="statistics">The statistics.</param>
    /// <exception cref="ArgumentException">They are of no image, or of images with another number of bins.</exception>
    public void Fit(ImageStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        if (statistics.Bins != Options.Bins)
            throw new ArgumentException($"The statistics must be of images with {Options.Bins} bins, but have {statistics.Bins}.", nameof(statistics));
        if (statistics.Count == 0)
            throw new ArgumentException("The statistics are of no image. Add at least one.", nameof(statistics));
        var (mean, deviation) = statistics.Overall();
        var each = Options.Over == StandardizeOver.EachBin;
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        _mean.copy_(tensor(each ? [.. statistics.Means] : new[] { mean }));
        _deviation.copy_(tensor(each ? [.. statistics.Deviations] : new[] { deviation }));
        _count.copy_(tensor(new[] { each ? statistics.Count : statistics.Count * Options.Bins }));
    }

    /// <summary>Standardizes images.</summary>
    /// <param name="image">The image or images.</param>
    /// <returns>The standardized images.</returns>
    /// <exception cref="ArgumentException">The image has another rank or number of bins, or is not of floating point.</exception>
    /// <exception cref="InvalidOperationException">It was neither fitted nor loaded.</exception>
    public override Tensor forward(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var shape = image.shape;
        if (shape.Length is < 2 or > 4 || shape.Contains(0) || shape[^2] != Options.Bins)
            throw new ArgumentException($"Expected an image [batch, channel, frequency={Options.Bins}, time], but got {ShapeGuard.Print(shape)}.", nameof(image));
        if (!image.is_floating_point())
            throw new ArgumentException($"Expected floating-point values, but got {image.dtype}. Convert them with .to(ScalarType.Float32).", nameof(image));
        if (!IsFitted)
            throw new InvalidOperationException("Standardize has no mean and deviation yet. Call Fit with the images of the training set, train the AudioClassifier that carries it, or load a model file.");
        using var scope = NewDisposeScope();
        var mean = _mean.unsqueeze(-1).to(image.device);
        var rounded = mean.to(image.dtype);
        var rest = (mean - rounded.to(ScalarType.Float64)).to(image.dtype);
        var factor = _deviation.clamp_min(Options.Floor).reciprocal().unsqueeze(-1).to(image.dtype, image.device);
        return image.sub(rounded).sub(rest).mul(factor).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the module with its sizes.</summary>
    /// <returns>The module as text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"Standardize({Options.Bins} bins, {Options.Over}, {(IsFitted ? $"of {_count.item<long>()} values" : "not fitted")})");

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        // The statistics move, but are not converted: single precision would cost them digits that double precision could not give back.
        if (device is not null)
            base._toEpilog(null, device, non_blocking);
    }

    private static IReadOnlyList<double> Values(Tensor statistics)
    {
        using var values = statistics.cpu();
        return Array.AsReadOnly(values.data<double>().ToArray());
    }
}
