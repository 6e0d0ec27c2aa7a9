using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents one kind of front-end or network that a model file may name.</summary>
/// <param name="Name">The name in model files.</param>
/// <param name="ModuleType">The type of the module.</param>
/// <param name="Settings">Returns the settings of a module, as JSON.</param>
/// <param name="Build">Builds a module from its settings, given as JSON.</param>
/// <param name="ValueCount">Returns the number of values that settings lead to, weights of a network or constants of a front-end, where known.</param>
internal sealed record ModelPart(
    string Name,
    Type ModuleType,
    Func<nn.Module, string> Settings,
    Func<string, nn.Module<Tensor, Tensor>> Build,
    Func<string, long>? ValueCount)
{
    public static ModelPart Create<TModule, TOptions>(
        string name, Func<TOptions, TModule> build, Func<TModule, TOptions> options, Func<TOptions, long>? valueCount)
        where TModule : nn.Module<Tensor, Tensor>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(options);
        return new ModelPart(
            name,
            typeof(TModule),
            module => SettingsJson.Write(options((TModule)module)),
            json => Refusing(name, () => build(SettingsJson.Read<TOptions>(json, name))),
            valueCount is null ? null : json => Refusing(name, () => valueCount(SettingsJson.Read<TOptions>(json, name))));
    }

    /// <summary>Turns what a constructor throws at settings from a file into a statement about the file.</summary>
    private static T Refusing<T>(string name, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or OutOfMemoryException or ExternalException)
        {
            throw new InvalidDataException($"The settings of {name} in the file do not make one: {e.Message}", e);
        }
    }
}
