namespace MusicCnn.Models;

/// <content>Filters along one axis: SMC 2019.</content>
public static partial class KnownNetworks
{
    private const int TempoFrames = 256;
    private const int KeyFrames = 60;

    private static IEnumerable<KnownNetwork> Directional =>
    [
        Directed("shallow-temp", "Two layers of temporal filters that hear tempo (Schreiber and Müller 2019).", PublishedFrontEnds.Tempo, TempoFrames, DirectionalNetOptions.ShallowTemp),
        Directed("shallow-spec", "Two layers of frequency filters that hear keys, on a constant-Q transform (Schreiber and Müller 2019).", PublishedFrontEnds.Keys, KeyFrames, DirectionalNetOptions.ShallowSpec),
        Directed("deep-temp", "Twelve layers of temporal filters that hear tempo (Schreiber and Müller 2019).", PublishedFrontEnds.Tempo, TempoFrames, DirectionalNetOptions.DeepTemp),
    ];

    private static KnownNetwork Directed(string name, string summary, object images, int frames, DirectionalNetOptions published) =>
        new(name, summary, images, Sizes(published.Classes, published.Bins, frames), sizes =>
        {
            var options = published with
            {
                Classes = sizes.Classes,
                Bins = sizes.Bins,
                Filters = checked(published.Filters * sizes.Scale),
                // The long filters of the network for keys are as high as the image.
                LongFilter = published.Kind == DirectionalNetKind.ShallowSpec ? sizes.Bins : published.LongFilter,
            };
            return new(() => new DirectionalNet(options), options.ParameterCount, options.MinimumFrames);
        })
        {
            Scales = true,
        };
}
