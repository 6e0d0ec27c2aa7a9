using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Tells what of a model belongs into its file: parameters and statistics of training data, but no constants, which follow from the settings.</summary>
internal static class ModelState
{
    /// <summary>The buffers of batch normalization, of <see cref="FrontEnds.Standardize"/> and of <see cref="Models.RidgeClassifier"/>.</summary>
    private static readonly string[] Statistics =
        ["running_mean", "running_var", "num_batches_tracked", "fitted_mean", "fitted_deviation", "fitted_count", "fitted_weight", "fitted_bias", "fitted_penalty"];

    /// <summary>Returns the tensors that a file holds, by state-dict key.</summary>
    public static Dictionary<string, Tensor> Stored(nn.Module model)
    {
        var stored = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (name, parameter) in model.named_parameters())
            stored.Add(name, parameter);
        foreach (var (name, buffer) in model.named_buffers())
        {
            if (IsStatistic(name))
                stored.Add(name, buffer);
        }

        return stored;
    }

    /// <summary>Returns the tensors that training may change, by state-dict key: those of a file, and all buffers of modules of the user's own, of which only these know whether they are constants.
    /// Complex ones as pairs of real numbers, which files have; such views belong to the caller's dispose scope.</summary>
    public static Dictionary<string, Tensor> Changing(nn.Module model)
    {
        var changing = Stored(model);
        foreach (var (path, module) in model.named_modules().Where(entry => IsOfTheUser(entry.module)))
        {
            foreach (var (name, buffer) in module.named_buffers(recurse: false))
                changing.TryAdd($"{path}.{name}", buffer.is_complex() ? buffer.view_as_real() : buffer);
        }

        return changing;
    }

    /// <summary>Puts the tensors of a file, whose forms were checked, into those of a model, wherever these are.</summary>
    /// <param name="targets">The tensors of the model, by state-dict key.</param>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What stands before the keys in the file.</param>
    public static void Fill(Dictionary<string, Tensor> targets, SafeTensorsFile file, string prefix = "")
    {
        using var noGradient = no_grad();
        foreach (var (name, target) in targets)
        {
            using var weights = file.Load(prefix + name);
            target.copy_(weights);
        }
    }

    /// <summary>Returns the buffers that follow from the settings, by state-dict key.</summary>
    public static Dictionary<string, Tensor> Constants(nn.Module model)
    {
        var constants = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (name, buffer) in model.named_buffers())
        {
            if (!IsStatistic(name))
                constants.Add(name, buffer);
        }

        return constants;
    }

    /// <summary>Returns the buffers that say of how many examples fitted statistics are; 0 in what was not fitted.</summary>
    public static IReadOnlyList<Tensor> FittedCounts(nn.Module model) =>
        [.. model.named_buffers().Where(entry => entry.name[(entry.name.LastIndexOf('.') + 1)..] == "fitted_count").Select(entry => entry.buffer)];

    /// <summary>Returns the names of the tensors that hold something else than finite numbers.</summary>
    public static List<string> NotFinite(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var scope = NewDisposeScope();
        return [.. tensors.Where(pair => pair.Value.is_floating_point() && !pair.Value.isfinite().all().item<bool>())
            .Select(pair => pair.Key).Order(StringComparer.Ordinal)];
    }

    private static bool IsOfTheUser(nn.Module module) => module.GetType().Assembly is var assembly && assembly != typeof(ModelState).Assembly && assembly != typeof(nn.Module).Assembly;

    private static bool IsStatistic(string name) => Statistics.Contains(name[(name.LastIndexOf('.') + 1)..]);
}
