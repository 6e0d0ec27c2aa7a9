using MusicCnn.FrontEnds;
using MusicCnn.Internal;

namespace MusicCnn.Models;

/// <summary>Represents the sizes that a <see cref="KnownNetwork"/> is built for: those of its images, its classes and what multiplies its filters.</summary>
/// <example>
/// <code>
/// using var network = KnownNetworks.Named("onet").Create(NetworkSizes.Of(mel, classes: 5, frames: 100) with { Scale = 2 });
/// </code>
/// </example>
public sealed record NetworkSizes
{
    /// <summary>Gets the number of classes or tags.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the number of bins F of an image.</summary>
    public required int Bins { get; init => field = Require.Positive(value, "bins"); }

    /// <summary>Gets the number of frames T of an image, of a waveform the number of samples.</summary>
    public required int Frames { get; init => field = Require.Positive(value, "frames"); }

    /// <summary>Gets the number of channels C of an image.</summary>
    /// <value>The default value is 1.</value>
    public int Channels { get; init => field = Require.Positive(value, "channels"); } = 1;

    /// <summary>Gets what multiplies the number of filters, for networks that come in several sizes (<see cref="KnownNetwork.Scales"/>).</summary>
    /// <value>The default value is 1: as published.</value>
    public int Scale { get; init => field = Require.Positive(value, "times", "Take 1 for the network as published.", nameof(Scale)); } = 1;

    /// <summary>Returns the sizes for the images of a front-end.</summary>
    /// <param name="axes">The front-end, which says bins and channels.</param>
    /// <param name="classes">The number of classes or tags.</param>
    /// <param name="frames">The number of frames of an image.</param>
    /// <returns>The sizes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static NetworkSizes Of(IFrontEnd axes, int classes, int frames)
    {
        ArgumentNullException.ThrowIfNull(axes);
        return new() { Classes = classes, Bins = axes.Bins, Channels = axes.Channels, Frames = frames };
    }
}
