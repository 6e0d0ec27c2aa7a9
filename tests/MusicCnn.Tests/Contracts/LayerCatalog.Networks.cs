using MusicCnn.Tests.Models;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    private static IEnumerable<LayerCase> Networks() => NetworkCatalog.All.Select(network => new LayerCase
    {
        Name = network.Name,
        Module = network.Module,
        Build = network.Build,
        Input = network.Input(2),
        Output = [2, NetworkCatalog.Classes],
        Refused =
        [
            network.TakesWaveforms ? [] : [network.Bins, network.Frames],
            [2, network.Channels + 1, network.Bins, network.Frames],
            [2, network.Channels, network.Bins + 1, network.Frames],
            [2, network.Channels, network.Bins, 0],
        ],
    });
}
