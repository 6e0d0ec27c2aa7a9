using System.Runtime.InteropServices;
using MusicCnn.FrontEnds;
using MusicCnn.Internal;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents what a classifier is built from: names in a catalog, and settings as JSON.</summary>
internal sealed record ModelRecipe(
    string FrontEnd, string FrontEndSettings, string Architecture, string ArchitectureSettings, AudioClassifierOptions Classifier, StandardizeOptions? Standardize)
{
    /// <summary>More numbers than any window and filter bank in use have, and few enough to allocate: one gigabyte in double precision.</summary>
    private const long MaxConstants = 1 << 27;

    /// <summary>Returns the recipe of a classifier.</summary>
    /// <exception cref="ArgumentException">The catalog does not have its front-end or its network.</exception>
    public static ModelRecipe Of(AudioClassifier model, ModelCatalog catalog)
    {
        var frontEnd = catalog.FrontEnd(model.FrontEndModule);
        var architecture = catalog.Architecture(model.Network);
        return new ModelRecipe(
            frontEnd.Name, frontEnd.Settings(model.FrontEndModule), architecture.Name, architecture.Settings(model.Network), model.Options, model.Standardize?.Options);
    }

    /// <summary>Builds the classifier with fresh weights, in evaluation mode, and makes sure that its parts fit each other.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="weightsAtHand">The number of weights that there are for it; a network of more is not built.</param>
    /// <exception cref="InvalidDataException">A name is not in the catalog, settings do not make a module, or the parts do not fit.</exception>
    public AudioClassifier Build(ModelCatalog catalog, long weightsAtHand)
    {
        var frontEnd = catalog.FrontEnd(FrontEnd);
        var architecture = catalog.Architecture(Architecture);
        if (frontEnd.ValueCount?.Invoke(FrontEndSettings) is { } constants and > MaxConstants)
            throw new InvalidDataException($"The settings of {FrontEnd} ask for {constants} constants; at most {MaxConstants} are allowed.");
        if (architecture.ValueCount?.Invoke(ArchitectureSettings) is { } count && count > weightsAtHand)
            throw new InvalidDataException($"The settings of {Architecture} make {count} weights, but the file holds {weightsAtHand} numbers in all.");

        using var keptRandomness = new KeptRandomness();
        AudioClassifier? model = null;
        try
        {
            model = Assemble(frontEnd.Build(FrontEndSettings), architecture);
            model.eval();
            RequireFit(model);
            return model;
        }
        catch
        {
            model?.Dispose();
            throw;
        }
    }

    private AudioClassifier Assemble(nn.Module<Tensor, Tensor> frontEnd, ModelPart architecture)
    {
        if (Standardize is null)
            return new AudioClassifier(frontEnd, architecture.Build(ArchitectureSettings), Classifier);

        // Compared before anything is allocated for as many bins as a broken file says.
        var bins = ((IFrontEnd)frontEnd).Bins;
        if (Standardize.Bins == bins)
            return new AudioClassifier(frontEnd, architecture.Build(ArchitectureSettings), Classifier, new Standardize(Standardize));
        frontEnd.Dispose();
        throw new InvalidDataException($"The front-end makes images of {bins} bins, but the settings of Standardize are for {Standardize.Bins}.");
    }

    private static void RequireFit(AudioClassifier model)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        // What is fitted comes with the weights; until then it would refuse to compute.
        var counts = ModelState.FittedCounts(model.Network);
        foreach (var count in counts)
            count.fill_(1);
        try
        {
            var logits = model.Network.call(zeros(1, model.FrontEnd.Channels, model.FrontEnd.Bins, model.PatchFrames));
            if (logits.dim() != 2 || logits.shape[0] != 1 || logits.shape[1] != model.Labels.Count)
                throw new InvalidDataException($"The network gives {ShapeGuard.Print(logits.shape)} for one patch, but there are {model.Labels.Count} labels.");
        }
        catch (Exception e) when (e is ArgumentException or ExternalException)
        {
            throw new InvalidDataException($"The network does not take the images of the front-end, {Channels(model)}{model.FrontEnd.Bins} bins × {model.PatchFrames} frames: {e.Message}", e);
        }
        finally
        {
            foreach (var count in counts)
                count.fill_(0);
        }
    }

    private static string Channels(AudioClassifier model) => model.FrontEnd.Channels == 1 ? "" : $"{model.FrontEnd.Channels} channels of ";
}
