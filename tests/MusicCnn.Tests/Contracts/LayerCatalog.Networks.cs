using MusicCnn.Tests.Models;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    private static IEnumerable<LayerCase> Networks() => NetworkCatalog.All.Select(network => new LayerCase
    {
        Name = network.Name,
        Module = network.Module,
        Build = network.Build,
        Input = [2, 1, network.Bins, network.Frames],
        Output = [2, NetworkCatalog.Classes],
        Refused = [[network.Bins, network.Frames], [2, 2, network.Bins, network.Frames], [2, 1, network.Bins + 1, network.Frames], [2, 1, network.Bins, 0]],
    });
}
