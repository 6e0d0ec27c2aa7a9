namespace MusicCnn.Tests.Contracts;

/// <summary>Lists every public module of the library once or more; each area has a file of its own.</summary>
internal static partial class LayerCatalog
{
    /// <summary>Gets all cases.</summary>
    public static IReadOnlyList<LayerCase> All { get; } = [.. Signals(), .. FrontEnds(), .. FilterBanks(), .. CepstraAndRhythm(), .. Standardized(), .. Waveforms(), .. Layers(), .. MidEnds(), .. Models(), .. Networks(), .. RandomNetworks()];

    /// <summary>Gets the names of all cases, as theory data.</summary>
    public static TheoryData<string> Names => new(All.Select(layer => layer.Name));

    /// <summary>Gets the names of the differentiable cases, as theory data.</summary>
    public static TheoryData<string> DifferentiableNames => new(All.Where(layer => layer.Differentiable).Select(layer => layer.Name));

    /// <summary>Returns the case of a name.</summary>
    public static LayerCase Find(string name) => All.Single(layer => layer.Name == name);
}
