using System.Collections.ObjectModel;
using MusicCnn.FrontEnds;
using MusicCnn.Models;

namespace MusicCnn.Weights;

/// <summary>Represents what a model file says of itself, read without building the model.</summary>
public sealed record ModelDescription
{
    /// <summary>Gets the version of MusicCnn that wrote the file.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>Gets the name of the front-end in the <see cref="ModelCatalog"/>.</summary>
    public required string FrontEnd { get; init; }

    /// <summary>Gets the settings of the front-end, as JSON.</summary>
    public required string FrontEndSettings { get; init; }

    /// <summary>Gets the name of the network in the <see cref="ModelCatalog"/>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Gets the settings of the network, as JSON.</summary>
    public required string ArchitectureSettings { get; init; }

    /// <summary>Gets what images are standardized by before the network, or <see langword="null"/> for nothing.</summary>
    public StandardizeOptions? Standardize { get; init; }

    /// <summary>Gets the names of the classes, in the order of the logits.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Gets the number of frames of one patch.</summary>
    public required int PatchFrames { get; init; }

    /// <summary>Gets how many classes a clip belongs to.</summary>
    public required ClassOutput Output { get; init; }

    /// <summary>Gets the number of weights and running statistics in the file.</summary>
    public required long WeightCount { get; init; }

    /// <summary>Gets the texts by name that were given to <see cref="ModelFile.Save"/> beside the model, or that another program has added.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
