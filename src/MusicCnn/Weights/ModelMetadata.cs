using System.Globalization;
using System.Reflection;
using MusicCnn.FrontEnds;
using MusicCnn.Models;

namespace MusicCnn.Weights;

/// <summary>Writes and reads the metadata entries of a model file.</summary>
internal static class ModelMetadata
{
    private const string Prefix = "musiccnn.";
    private const string Format = Prefix + "format";
    private const string Version = Prefix + "version";
    private const string FrontEnd = Prefix + "front_end";
    private const string FrontEndSettings = Prefix + "front_end.settings";
    private const string Architecture = Prefix + "architecture";
    private const string ArchitectureSettings = Prefix + "architecture.settings";
    private const string Classifier = Prefix + "classifier.settings";

    /// <summary>Written only where there is one.</summary>
    private const string StandardizeSettings = Prefix + "standardize.settings";

    private const int FormatVersion = 1;

    private static readonly string[] Keys = [Format, Version, FrontEnd, FrontEndSettings, Architecture, ArchitectureSettings, Classifier];

    /// <summary>Gets the version of the library, without the commit that it was built from.</summary>
    private static string LibraryVersion =>
        typeof(ModelMetadata).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Returns whether metadata are those of a model file, of this format or another.</summary>
    public static bool IsModel(IReadOnlyDictionary<string, string> metadata) => metadata.ContainsKey(Format);

    public static Dictionary<string, string> Write(ModelRecipe recipe, IReadOnlyDictionary<string, string> notes)
    {
        var metadata = Required(recipe);
        if (recipe.Standardize is not null)
            metadata[StandardizeSettings] = SettingsJson.Write(recipe.Standardize);
        foreach (var (name, text) in notes)
            metadata.Add(name, text);
        return metadata;
    }

    /// <summary>Returns the entries that are not the format's.</summary>
    public static Dictionary<string, string> Notes(IReadOnlyDictionary<string, string> metadata) =>
        metadata.Where(entry => !IsOfFormat(entry.Key)).ToDictionary(StringComparer.Ordinal);

    /// <summary>Throws unless notes can stand beside the entries of the format.</summary>
    public static void RequireNotes(IReadOnlyDictionary<string, string> notes)
    {
        foreach (var (name, text) in notes)
        {
            if (name.Length == 0 || IsOfFormat(name))
                throw new ArgumentException($"A note cannot be called '{name}': names that begin with '{Prefix}' are the format's own. Take another name.", nameof(notes));
            if (text is null)
                throw new ArgumentException($"The note '{name}' has no text. Leave it out, or give it an empty one.", nameof(notes));
        }
    }

    /// <summary>Returns the recipe in the metadata, and the version of the library that wrote them.</summary>
    /// <exception cref="InvalidDataException">The metadata are not those of a model file of this format.</exception>
    public static (ModelRecipe Recipe, string LibraryVersion) Read(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(Format, out var format))
            throw new InvalidDataException($"It is a safetensors file, but no MusicCnn model: its metadata have no '{Format}'.");
        if (format != FormatVersion.ToString(CultureInfo.InvariantCulture))
        {
            throw new InvalidDataException(
                $"It is a MusicCnn model of format '{format}', written by version '{metadata.GetValueOrDefault(Version)}', but version {LibraryVersion} "
                + $"reads format {FormatVersion} only. Read it with the version that wrote it, or with a later one.");
        }

        var missing = Keys.Where(key => !metadata.ContainsKey(key)).ToList();
        var unknown = metadata.Keys.Where(key => IsOfFormat(key) && !Keys.Contains(key) && key != StandardizeSettings).Order(StringComparer.Ordinal).ToList();
        if (missing.Count + unknown.Count > 0)
            throw new InvalidDataException($"Its metadata do not match format {FormatVersion}.{Differences.List("Missing", missing)}{Differences.List("Unknown", unknown)}");

        var classifier = SettingsJson.Read<AudioClassifierOptions>(metadata[Classifier], nameof(AudioClassifier));
        var standardize = metadata.TryGetValue(StandardizeSettings, out var settings)
            ? SettingsJson.Read<StandardizeOptions>(settings, nameof(Standardize))
            : null;
        var recipe = new ModelRecipe(
            metadata[FrontEnd], metadata[FrontEndSettings], metadata[Architecture], metadata[ArchitectureSettings], classifier, standardize);
        return (recipe, metadata[Version]);
    }

    private static bool IsOfFormat(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    private static Dictionary<string, string> Required(ModelRecipe recipe) => new()
    {
        [Format] = FormatVersion.ToString(CultureInfo.InvariantCulture),
        [Version] = LibraryVersion,
        [FrontEnd] = recipe.FrontEnd,
        [FrontEndSettings] = recipe.FrontEndSettings,
        [Architecture] = recipe.Architecture,
        [ArchitectureSettings] = recipe.ArchitectureSettings,
        [Classifier] = SettingsJson.Write(recipe.Classifier),
    };
}
