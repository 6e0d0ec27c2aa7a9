using System.Globalization;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Holds every published network to refusing images that do not fit it, with a message that names both sizes.</summary>
public partial class NetworkRefusalTests
{
    public static TheoryData<string> Cases => NetworkCatalog.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Another_rank_number_of_channels_or_bins_and_empty_axes_are_refused_with_both_shapes(string name)
    {
        var network = NetworkCatalog.Find(name);
        using var module = network.Build();
        module.eval();
        var (channels, bins, frames) = ((long)network.Channels, (long)network.Bins, (long)network.Frames);
        long[][] refused =
        [
            [], [2, channels, bins, frames, 1], [2, channels + 1, bins, frames], [2, channels, bins + 1, frames], [0, channels, bins, frames], [2, channels, bins, 0],
            .. network.TakesWaveforms ? (long[][])[[2, 2, frames], [0, frames], [2, 0]] : [[frames], [bins, frames], [channels, bins, frames], [2, channels, 0, frames]],
            .. bins > 1 ? (long[][])[[2, channels, bins - 1, frames]] : [],
        ];
        foreach (var shape in refused)
        {
            using var image = zeros(shape);

            var error = Assert.ThrowsAny<ArgumentException>(() => module.call(image));

            Assert.Matches(@"Expected .*\[.+\]", error.Message);
            Assert.Contains($"got [{string.Join(", ", shape)}]", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_image_too_short_is_refused_with_its_length_the_least_one_and_a_remedy(string name)
    {
        var network = NetworkCatalog.Find(name);
        using var module = network.Build();
        module.eval();
        using var noGradient = no_grad();
        for (var frames = network.Frames - 1; frames > 0; frames--)
        {
            using var image = zeros((network with { Frames = frames }).Input(2));
            if (Refusal(() => module.call(image).Dispose()) is { } error)
                Names(frames, error.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Too_few_bins_for_the_filters_are_refused_when_the_network_is_built_or_run(string name)
    {
        var network = NetworkCatalog.Find(name);
        using var module = network.Build();
        if (!NetworkSettings.Has(module, "Bins"))
            return;
        using var noGradient = no_grad();
        for (var bins = network.Bins - 1; bins > 0; bins--)
        {
            using var image = zeros((network with { Bins = bins }).Input(1));
            var error = Refusal(() =>
            {
                using var lower = NetworkSettings.Rebuild(module, "Bins", bins);
                lower.eval();
                lower.call(image).Dispose();
            });
            if (error is not null)
                Names(bins, error.Message);
        }
    }

    private static ArgumentException? Refusal(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (ArgumentException e)
        {
            return e;
        }
    }

    /// <summary>Asserts that a message has the size given, another that is needed, and, where that is not all there is to say, what to change.</summary>
    private static void Names(int given, string message)
    {
        var numbers = Number().Matches(message).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.True(numbers.Contains(given), $"There is no {given} in: {message}");
        Assert.True(numbers.Count(number => number >= given) > 1, $"There is no size that {given} falls short of in: {message}");
        Assert.Matches(@"Expected an? (image|waveform) \[|must lie between|Take |Pad |Set ", message);
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
