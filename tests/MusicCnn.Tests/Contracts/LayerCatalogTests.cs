using System.Reflection;
using System.Runtime.CompilerServices;
using MusicCnn.Augmentation;
using MusicCnn.Tests.Augmentation;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Contracts;

/// <summary>Keeps the catalog of modules complete, and their state-dict keys what files of earlier versions hold.</summary>
public class LayerCatalogTests
{
    [Fact]
    public void Every_public_module_is_in_the_catalog()
    {
        Assembly[] assemblies = [Assembly.Load("MusicCnn"), Assembly.Load("MusicCnn.Audio")];
        var modules = assemblies.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => typeof(nn.Module).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(type => type.FullName!);

        // Augmentations take the items of a batch besides, and have a catalog and promises of their own; mixup also takes targets.
        var missing = modules.Except(LayerCatalog.All.Select(layer => layer.Module.FullName!))
            .Except(AugmentationCatalog.All.Select(augmentation => augmentation.Build(0).GetType().FullName!))
            .Except([typeof(Mixup).FullName!]);

        Assert.True(!missing.Any(), $"Add to {nameof(LayerCatalog)} or {nameof(AugmentationCatalog)}: {string.Join(", ", missing)}.");
    }

    [Fact]
    public void Names_of_cases_differ() => Assert.Equal(LayerCatalog.All.Count, LayerCatalog.All.Select(layer => layer.Name).Distinct().Count());

    [Fact]
    public void State_dict_keys_are_the_approved_ones()
    {
        var keys = string.Concat(LayerCatalog.All.Select(layer => $"{layer.Name}\n{Keys(layer)}\n"));
        var approved = Path.Combine(Folder(), "StateDictKeys.approved.txt");

        // After an intended change: MUSICCNN_APPROVE=1 dotnet test, then read the diff. Files of earlier versions hold the old keys.
        if (Environment.GetEnvironmentVariable("MUSICCNN_APPROVE") == "1")
            File.WriteAllText(approved, keys);

        Assert.Equal(File.ReadAllText(approved).Split('\n'), keys.Split('\n'));
    }

    [Fact]
    public void State_dict_keys_are_snake_case() =>
        Assert.All(LayerCatalog.All, layer => Assert.All(Keys(layer).Split('\n', StringSplitOptions.RemoveEmptyEntries), key => Assert.Matches(@"^    [a-z0-9][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)* \[.*\]$", key)));

    private static string Keys(LayerCase layer)
    {
        using var module = layer.Build();
        return string.Concat(module.state_dict().Select(entry => $"    {entry.Key} [{string.Join(", ", entry.Value.shape)}]\n").Order(StringComparer.Ordinal));
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
