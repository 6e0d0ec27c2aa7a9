using System.Collections.ObjectModel;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Saves audio classifiers to files and loads them, with everything that running them takes.</summary>
/// <remarks>
/// <para>A model file is a safetensors file: parameters and running statistics under their state-dict keys, and in the metadata the format,
/// the library's version, the front-end and the network by name with their settings as JSON, what images are standardized by, the labels and the width of a patch, and whatever notes the caller adds. Constants such as
/// windows and filter banks are rebuilt from the settings. Nothing in a file is executed: names are looked up in a <see cref="ModelCatalog"/>.</para>
/// <para>Loading refuses whatever does not fit: a setting that is missing or unknown, a tensor that is missing, unknown, of another shape or
/// type, a weight that is not a finite number. It fills in no default and casts nothing.</para>
/// </remarks>
public static class ModelFile
{
    /// <summary>Saves a classifier. The file appears whole or not at all.</summary>
    /// <param name="path">The path of the file, by custom ending in <c>.safetensors</c>.</param>
    /// <param name="model">The classifier. It is rebuilt from its settings once, to make sure that the file will load.</param>
    /// <param name="catalog">The catalog that names its front-end and network, or <see langword="null"/> for <see cref="ModelCatalog.Default"/>.</param>
    /// <param name="notes">Texts by name to keep in the file beside what running it takes, such as what it was trained on, or <see langword="null"/> for none; <see cref="Describe"/> gives them back.</param>
    /// <exception cref="ArgumentException">The catalog does not have the front-end or the network; or the classifier differs from what its
    /// settings make, in the names, shapes or types of its weights or in the values of its constants; or a weight is not a finite number; or the name of a note is empty
    /// or begins with <c>musiccnn.</c>, as the format's own do.</exception>
    public static void Save(string path, AudioClassifier model, ModelCatalog? catalog = null, IReadOnlyDictionary<string, string>? notes = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(model);
        catalog ??= ModelCatalog.Default;
        notes ??= ReadOnlyDictionary<string, string>.Empty;
        ModelMetadata.RequireNotes(notes);
        var recipe = ModelRecipe.Of(model, catalog);
        var stored = ModelState.Stored(model);
        if (ModelState.NotFinite(stored) is { Count: > 0 } broken)
            throw new ArgumentException($"The model has weights that are not finite numbers, so its training has diverged.{Differences.List("Tensors", broken)}", nameof(model));
        RequireRebuilds(model, stored, recipe, catalog);
        SafeTensors.Write(path, stored, ModelMetadata.Write(recipe, notes));
    }

    /// <summary>Loads a classifier, in evaluation mode and on the CPU.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="catalog">The catalog of front-ends and networks that the file may name, or <see langword="null"/> for <see cref="ModelCatalog.Default"/>.</param>
    /// <returns>The classifier; its logits are those of the one that was saved, bit for bit on the same machine.</returns>
    /// <exception cref="InvalidDataException">The file is no model file of this format, or something in it does not fit; the message lists what.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static AudioClassifier Load(string path, ModelCatalog? catalog = null)
    {
        using var file = SafeTensors.Read(path);
        try
        {
            var (recipe, _) = ModelMetadata.Read(file.Metadata);
            var model = recipe.Build(catalog ?? ModelCatalog.Default, weightsAtHand: Count(file));
            try
            {
                Fill(model, file);
                return model;
            }
            catch
            {
                model.Dispose();
                throw;
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"Cannot load '{path}'. {e.Message}", e);
        }
    }

    /// <summary>Returns whether a file is a model file, as opposed to the bare weights that <see cref="KerasWeights"/> opens.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns><see langword="true"/> if it is a safetensors file whose metadata name the format of model files, in this version or another;
    /// <see langword="false"/> for other safetensors and for any other file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static bool IsModelFile(string path)
    {
        try
        {
            using var file = SafeTensors.Read(path);
            return ModelMetadata.IsModel(file.Metadata);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Reads what a model file says of itself, without building the model.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The description.</returns>
    /// <exception cref="InvalidDataException">The file is no model file of this format.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ModelDescription Describe(string path)
    {
        using var file = SafeTensors.Read(path);
        try
        {
            var (recipe, libraryVersion) = ModelMetadata.Read(file.Metadata);
            return new ModelDescription
            {
                LibraryVersion = libraryVersion,
                FrontEnd = recipe.FrontEnd,
                FrontEndSettings = recipe.FrontEndSettings,
                Architecture = recipe.Architecture,
                ArchitectureSettings = recipe.ArchitectureSettings,
                Standardize = recipe.Standardize,
                Labels = recipe.Classifier.Labels,
                PatchFrames = recipe.Classifier.PatchFrames,
                Output = recipe.Classifier.Output,
                WeightCount = Count(file),
                Notes = ModelMetadata.Notes(file.Metadata),
            };
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"Cannot load '{path}'. {e.Message}", e);
        }
    }

    private static void Fill(AudioClassifier model, SafeTensorsFile file)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var targets = ModelState.Stored(model);
        var differences = Differences.Between(expected: Differences.Forms(targets), actual: Differences.Forms(file));
        if (differences.Length > 0)
            throw new InvalidDataException($"Its tensors do not fit the network that its settings make.{differences}");
        ModelState.Fill(targets, file);
        if (ModelState.NotFinite(targets) is { Count: > 0 } broken)
            throw new InvalidDataException($"It has weights that are not finite numbers.{Differences.List("Tensors", broken)}");
    }

    private static void RequireRebuilds(AudioClassifier model, Dictionary<string, Tensor> stored, ModelRecipe recipe, ModelCatalog catalog)
    {
        AudioClassifier twin;
        try
        {
            twin = recipe.Build(catalog, weightsAtHand: stored.Values.Sum(tensor => tensor.NumberOfElements));
        }
        catch (InvalidDataException e)
        {
            throw new ArgumentException($"The model cannot be rebuilt from its settings. {e.Message}", nameof(model), e);
        }

        using (twin)
        using (NewDisposeScope())
        {
            var differences = Differences.Between(Differences.Forms(ModelState.Stored(twin)), Differences.Forms(stored));
            if (differences.Length > 0)
                throw new ArgumentException($"The weights of the model are not those that its settings make; convert it to Float32 if only the types differ.{differences}", nameof(model));
            var (constants, rebuilt) = (ModelState.Constants(model), ModelState.Constants(twin));
            var changed = constants.Where(pair => !rebuilt.TryGetValue(pair.Key, out var same) || !same.Equals(pair.Value.cpu()))
                .Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();
            if (changed.Count > 0)
            {
                throw new ArgumentException(
                    "Model files hold parameters and running statistics only, but the model has buffers that its settings do not rebuild; "
                    + $"make them parameters without gradient.{Differences.List("Buffers", changed)}", nameof(model));
            }
        }
    }

    private static long Count(SafeTensorsFile file) =>
        file.Tensors.Sum(tensor => tensor.Shape.Aggregate(1L, (product, size) => product * size));
}
