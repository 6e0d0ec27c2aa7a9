using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Represents a published network at about its smallest size, without dropout.</summary>
internal sealed record NetworkCase
{
    /// <summary>Gets the name of the case; the type of the network and what is special about its settings.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the type of the network.</summary>
    public required Type Module { get; init; }

    /// <summary>Builds the network, for <see cref="NetworkCatalog.Classes"/> classes.</summary>
    public required Func<nn.Module<Tensor, Tensor>> Build { get; init; }

    /// <summary>Gets the number of channels of its images.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Gets the number of bins of its images, 1 of waveforms.</summary>
    public required int Bins { get; init; }

    /// <summary>Gets a number of frames of its images, samples of waveforms.</summary>
    public required int Frames { get; init; }

    /// <summary>Gets a value indicating whether it takes waveforms <c>[N, S]</c>, which a classifier gives it as images one bin high.</summary>
    public bool TakesWaveforms { get; init; }

    /// <summary>Gets a value indicating whether a training batch of one image leaves batch normalization one value for each channel.</summary>
    public bool NeedsTwoToTrain { get; init; }

    /// <summary>Gets the learning rate at which four examples are learned.</summary>
    public double LearningRate { get; init; } = 0.02;

    /// <summary>Returns the shape of a batch that it takes.</summary>
    public long[] Input(long examples) => TakesWaveforms ? [examples, Frames] : [examples, Channels, Bins, Frames];

    public override string ToString() => Name;
}
