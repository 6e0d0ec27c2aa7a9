using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Holds refusals of shapes to saying what to change, in words that work: what is named is done, and the image is taken.</summary>
public class ShapeRemedyTests
{
    public static TheoryData<string> Cases => new(NetworkCatalog.All.Where(network => !network.TakesWaveforms).Select(network => network.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_image_without_batch_or_channels_is_taken_with_the_axes_that_the_message_adds(string name)
    {
        var network = NetworkCatalog.Find(name);
        using var module = Built(network);
        using var scope = NewDisposeScope();
        var image = zeros(network.Channels, network.Bins, network.Frames);

        Assert.Contains("missing: unsqueeze(0) puts one", Refusal(module, image));

        Assert.Equal([1, NetworkCatalog.Classes], module.call(image.unsqueeze(0)).shape);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_image_with_an_axis_too_many_is_taken_without_it(string name)
    {
        var network = NetworkCatalog.Find(name);
        using var module = Built(network);
        using var scope = NewDisposeScope();
        var image = zeros([1, 2, network.Channels, network.Bins, network.Frames]);

        Assert.Contains("too many: squeeze(0) drops one", Refusal(module, image));

        Assert.Equal([2, NetworkCatalog.Classes], module.call(image.squeeze(0)).shape);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_image_with_time_upward_is_taken_with_its_last_axes_exchanged(string name)
    {
        var network = NetworkCatalog.Find(name);
        using var module = Built(network);
        using var scope = NewDisposeScope();
        // A square fits either way.
        if (network.Bins == network.Frames)
            return;
        var image = zeros(2, network.Channels, network.Frames, network.Bins);

        Assert.Contains("look exchanged: transpose(-2, -1)", Refusal(module, image));

        Assert.Equal([2, NetworkCatalog.Classes], module.call(image.transpose(-2, -1)).shape);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_size_that_differs_is_named_with_the_size_to_change_it_to(string name)
    {
        var network = NetworkCatalog.Find(name);
        using var module = Built(network);
        using var scope = NewDisposeScope();

        // As long as it is high and more, so that exchanged axes do not fit either.
        var bins = network.Bins + network.Frames;
        Assert.Contains(
            $"Give the input frequency {network.Bins}, or, where that can be set, build this for frequency {bins}.",
            Refusal(module, zeros(2, network.Channels, bins, bins)));
        Assert.Contains("Leave out what is empty: batch is 0.", Refusal(module, zeros(0, network.Channels, network.Bins, network.Frames)));
    }

    [Fact]
    public void A_network_of_harmonics_names_them()
    {
        using var network = new HarmonicCnn(new() { Classes = 2, Harmonics = 2, Bins = 4, Filters = 2, Blocks = 2 });
        using var image = zeros(2, 1, 4, 9);

        Assert.Contains("Give the input harmonic 2, or, where that can be set, build this for harmonic 1.", Refusal(network, image));
    }

    [Fact]
    public void What_has_no_width_yet_is_measured_in_bins_alone()
    {
        var error = Assert.Throws<ArgumentException>(() => new HarmonicCnn(HarmonicCnnOptions.Won2020 with { Bins = 127 }));

        Assert.Contains("Pooling behind 7 blocks needs images of at least 128 bins, but they have 127. Take larger images, or fewer blocks.", error.Message);
    }

    private static nn.Module<Tensor, Tensor> Built(NetworkCase network)
    {
        var module = network.Build();
        module.eval();
        return module;
    }

    private static string Refusal(nn.Module<Tensor, Tensor> module, Tensor image) => Assert.Throws<ArgumentException>(() => module.call(image)).Message;
}
