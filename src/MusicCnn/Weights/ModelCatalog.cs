using System.Collections.Immutable;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents the front-ends and networks that model files may name, and how to build each from its settings.</summary>
/// <remarks>A file holds a name and settings, never code: what is not in the catalog is not built. Immutable; adding returns a new catalog.</remarks>
/// <example>
/// <code>
/// var catalog = ModelCatalog.Default.AddFrontEnd&lt;Cochleagram, CochleagramOptions&gt;(
///     "Cochleagram", options => new Cochleagram(options), module => module.Options);
/// ModelFile.Save("model.safetensors", classifier, catalog);
/// </code>
/// </example>
public sealed class ModelCatalog
{
    private readonly ImmutableDictionary<string, ModelPart> _frontEnds;
    private readonly ImmutableDictionary<string, ModelPart> _architectures;

    private ModelCatalog(ImmutableDictionary<string, ModelPart> frontEnds, ImmutableDictionary<string, ModelPart> architectures)
    {
        _frontEnds = frontEnds;
        _architectures = architectures;
    }

    /// <summary>Gets the catalog of what this library has.</summary>
    public static ModelCatalog Default { get; } =
        new ModelCatalog(ImmutableDictionary<string, ModelPart>.Empty, ImmutableDictionary<string, ModelPart>.Empty)
            .AddFrontEnd<Stft, StftOptions>(
                nameof(Stft), options => new(options), module => module.Options, options => options.Trainable ? (options.FftSize + 2L) * options.FftSize : options.FftSize)
            .AddFrontEnd<MelSpectrogram, MelSpectrogramOptions>(
                nameof(MelSpectrogram), options => new(options), module => module.Options, options => ((long)options.MelBands * options.FftSize) + options.KernelValues)
            .AddFrontEnd<KaldiFilterBank, KaldiFilterBankOptions>(
                nameof(KaldiFilterBank), options => new(options), module => module.Options, options => (long)options.MelBands * options.FftSize)
            .AddFrontEnd<ConstantQ, ConstantQOptions>(nameof(ConstantQ), options => new(options), module => module.Options, options => options.ValueCount)
            .AddFrontEnd<VariableQ, VariableQOptions>(nameof(VariableQ), options => new(options), module => module.Options, options => options.ValueCount)
            .AddFrontEnd<HarmonicConstantQ, HarmonicConstantQOptions>(
                nameof(HarmonicConstantQ), options => new(options), module => module.Options, options => options.ValueCount)
            .AddFrontEnd<Gammatone, GammatoneOptions>(
                nameof(Gammatone), options => new(options), module => module.Options, options => ((long)options.Bands * options.FftSize) + options.KernelValues)
            .AddFrontEnd<HarmonicFilters, HarmonicFiltersOptions>(
                nameof(HarmonicFilters), options => new(options), module => module.Options, options => ((long)options.Harmonics * options.ActualBins * options.FftSize) + options.KernelValues)
            .AddFrontEnd<Chroma, ChromaOptions>(
                nameof(Chroma), options => new(options), module => module.Options, options => ((long)options.Classes * options.FftSize) + options.KernelValues)
            .AddFrontEnd<Mfcc, MfccOptions>(
                nameof(Mfcc), options => new(options), module => module.Options, options => ((long)options.Mel.MelBands * (options.Mel.FftSize + options.Coefficients)) + options.Mel.KernelValues)
            .AddFrontEnd<OnsetStrength, OnsetStrengthOptions>(
                nameof(OnsetStrength), options => new(options), module => module.Options, options => ((long)options.Mel.MelBands * options.Mel.FftSize) + options.Mel.KernelValues)
            .AddFrontEnd<Tempogram, TempogramOptions>(
                nameof(Tempogram), options => new(options), module => module.Options,
                options => ((long)options.Onsets.Mel.MelBands * options.Onsets.Mel.FftSize) + options.Onsets.Mel.KernelValues + options.WindowLength)
            .AddFrontEnd<ConstantQChroma, ConstantQChromaOptions>(
                nameof(ConstantQChroma), options => new(options), module => module.Options, options => options.ValueCount)
            .AddFrontEnd<Cens, CensOptions>(nameof(Cens), options => new(options), module => module.Options, options => options.ValueCount)
            .AddFrontEnd<RawWaveform, RawWaveformOptions>(nameof(RawWaveform), options => new(options), module => module.Options, _ => 0)
            .AddArchitecture<MixedShapeClassifier, MixedShapeClassifierOptions>(
                nameof(MixedShapeClassifier), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<MusicnnModel, MusicnnOptions>(
                nameof(MusicnnModel), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<MusicnnVariant, MusicnnVariantOptions>(
                nameof(MusicnnVariant), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<VggModel, VggOptions>(nameof(VggModel), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<TaggerAtScale, TaggerAtScaleOptions>(nameof(TaggerAtScale), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<TimbreNet, TimbreNetOptions>(nameof(TimbreNet), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<SmallSquareNet, SmallSquareNetOptions>(nameof(SmallSquareNet), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<ChoiFcn, ChoiFcnOptions>(nameof(ChoiFcn), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<ShortChunkCnn, ShortChunkCnnOptions>(
                nameof(ShortChunkCnn), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<HarmonicCnn, HarmonicCnnOptions>(nameof(HarmonicCnn), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<RandomFeatureClassifier, RandomFeatureClassifierOptions>(
                nameof(RandomFeatureClassifier), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<Crnn, CrnnOptions>(nameof(Crnn), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<DirectionalNet, DirectionalNetOptions>(nameof(DirectionalNet), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<CbmiNets, CbmiNetsOptions>(nameof(CbmiNets), options => new(options), network => network.Options, options => options.ParameterCount)
            .AddArchitecture<OnsetPatternNet, OnsetPatternNetOptions>(
                nameof(OnsetPatternNet), options => new(options), network => network.Options, options => options.ParameterCount);

    /// <summary>Gets the names of the front-ends, sorted.</summary>
    public IReadOnlyList<string> FrontEnds => [.. _frontEnds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Gets the names of the networks, sorted.</summary>
    public IReadOnlyList<string> Architectures => [.. _architectures.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Returns a catalog with one front-end more.</summary>
    /// <typeparam name="TModule">The front-end.</typeparam>
    /// <typeparam name="TOptions">Its settings: a record that System.Text.Json can write and read.</typeparam>
    /// <param name="name">The name in model files.</param>
    /// <param name="build">Builds the front-end from its settings.</param>
    /// <param name="options">Returns the settings that a front-end was built from.</param>
    /// <param name="valueCount">Returns about how many constants (windows, filter banks) settings lead to, or <see langword="null"/>. With it, a file whose
    /// settings ask for more than 2²⁷ is refused before any are allocated.</param>
    /// <returns>The new catalog.</returns>
    /// <exception cref="ArgumentException">The name or the type of module is in the catalog already.</exception>
    public ModelCatalog AddFrontEnd<TModule, TOptions>(
        string name, Func<TOptions, TModule> build, Func<TModule, TOptions> options, Func<TOptions, long>? valueCount = null)
        where TModule : nn.Module<Tensor, Tensor>, IFrontEnd
        where TOptions : notnull => new(Add(_frontEnds, ModelPart.Create(name, build, options, valueCount)), _architectures);

    /// <summary>Returns a catalog with one network more.</summary>
    /// <typeparam name="TModule">The network: images <c>[N, C, F, T]</c> to logits <c>[N, classes]</c>; C = 1 but for front-ends with more <see cref="IFrontEnd.Channels"/>.</typeparam>
    /// <typeparam name="TOptions">Its settings: a record that System.Text.Json can write and read.</typeparam>
    /// <param name="name">The name in model files.</param>
    /// <param name="build">Builds the network from its settings.</param>
    /// <param name="options">Returns the settings that a network was built from.</param>
    /// <param name="valueCount">Returns the number of weights that settings lead to, or <see langword="null"/>. With it, a file whose
    /// settings promise more weights than it holds is refused before any are allocated.</param>
    /// <returns>The new catalog.</returns>
    /// <exception cref="ArgumentException">The name or the type of module is in the catalog already.</exception>
    public ModelCatalog AddArchitecture<TModule, TOptions>(
        string name, Func<TOptions, TModule> build, Func<TModule, TOptions> options, Func<TOptions, long>? valueCount = null)
        where TModule : nn.Module<Tensor, Tensor>
        where TOptions : notnull => new(_frontEnds, Add(_architectures, ModelPart.Create(name, build, options, valueCount)));

    internal ModelPart FrontEnd(nn.Module module) => Find(_frontEnds, module, "front-end", nameof(AddFrontEnd));

    internal ModelPart FrontEnd(string name) => Find(_frontEnds, name, "front-end", nameof(AddFrontEnd));

    internal ModelPart Architecture(nn.Module module) => Find(_architectures, module, "network", nameof(AddArchitecture));

    internal ModelPart Architecture(string name) => Find(_architectures, name, "network", nameof(AddArchitecture));

    /// <summary>Returns all settings of a front-end, or its own text where the catalog does not have its type.</summary>
    internal string TextOfFrontEnd(nn.Module module) => Text(_frontEnds, module);

    /// <summary>Returns all settings of a network, or its own text where the catalog does not have its type.</summary>
    internal string TextOfArchitecture(nn.Module module) => Text(_architectures, module);

    /// <summary>Returns whether the catalog has the type of a front-end, so that its settings say all of it but its weights.</summary>
    internal bool KnowsFrontEnd(nn.Module module) => _frontEnds.Values.Any(part => part.ModuleType == module.GetType());

    private static string Text(ImmutableDictionary<string, ModelPart> parts, nn.Module module) =>
        parts.Values.FirstOrDefault(part => part.ModuleType == module.GetType()) is { } part ? $"{part.Name} {part.Settings(module)}" : $"{module}";

    private static ImmutableDictionary<string, ModelPart> Add(ImmutableDictionary<string, ModelPart> parts, ModelPart part)
    {
        if (parts.TryGetValue(part.Name, out var same) || (same = parts.Values.FirstOrDefault(other => other.ModuleType == part.ModuleType)) is not null)
        {
            throw new ArgumentException(
                $"The catalog has '{same.Name}' for {same.ModuleType.Name} already; '{part.Name}' for {part.ModuleType.Name} needs a name and a type of its own.",
                nameof(part));
        }

        return parts.Add(part.Name, part);
    }

    private static ModelPart Find(ImmutableDictionary<string, ModelPart> parts, nn.Module module, string kind, string add) =>
        parts.Values.FirstOrDefault(part => part.ModuleType == module.GetType()) ?? throw new ArgumentException(
            $"The catalog has no {kind} of type {module.GetType().Name}, so a model file cannot name it. Add it with ModelCatalog.Default.{add}(...).", nameof(module));

    private static ModelPart Find(ImmutableDictionary<string, ModelPart> parts, string name, string kind, string add) =>
        parts.GetValueOrDefault(name) ?? throw new InvalidDataException(
            $"The file names the {kind} '{name}', which the catalog does not have; it has {string.Join(", ", parts.Keys.Order(StringComparer.Ordinal))}. Add it with ModelCatalog.Default.{add}(...).");
}
