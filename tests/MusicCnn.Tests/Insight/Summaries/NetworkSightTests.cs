using MusicCnn.Insight;
using MusicCnn.Tests.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Insight.Summaries;

/// <summary>Holds the table of every published network to the network itself, layer by layer.</summary>
[Collection(Alone.Name)]
public class NetworkSightTests
{
    /// <summary>A sum of numbers in double precision in another order.</summary>
    private const double Rounded = 1e-12;

    /// <summary>Gets the networks but one: the published tagger for timbre mixes channels and frames up on purpose, which no table can show.</summary>
    public static TheoryData<string> Followed => new(NetworkCatalog.All.Select(network => network.Name).Where(name => name != "TimbreNet, Tagging as coded"));

    public static TheoryData<string> Cases => NetworkCatalog.Names;

    public static TheoryData<string> Combinations => new(Networks.Names);

    [Theory]
    [MemberData(nameof(Followed))]
    public void Each_layer_of_a_published_network_sees_what_changes_it(string name)
    {
        var network = NetworkCatalog.Find(name);
        manual_seed(3);
        using var module = network.Build();
        AgreesWithWhatChanges(module, network.Channels, network.Bins, network.Frames);
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Each_layer_of_a_combination_sees_what_changes_it(string name)
    {
        manual_seed(3);
        using var module = Networks.Of(name);
        AgreesWithWhatChanges(module, 1, Networks.Bins, Networks.Frames);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_of_the_table_are_those_of_the_network(string name)
    {
        var network = NetworkCatalog.Find(name);
        using var module = network.Build();

        var summary = ModelSummary.Of(module, new PlainAxes(network.Bins, network.Channels), new() { Frames = network.Frames });

        Assert.Equal(module.parameters().Sum(weight => weight.numel()), summary.TrainableWeights);
        Assert.Equal(module.buffers().Where(buffer => buffer.is_floating_point()).Sum(buffer => buffer.numel()), summary.OtherWeights);
        // What has no parts of its own has all weights, each once.
        var leaves = summary.Rows.Where((row, at) => at + 1 == summary.Rows.Count || summary.Rows[at + 1].Depth <= row.Depth).ToArray();
        Assert.Equal(summary.TrainableWeights, leaves.Sum(row => row.TrainableWeights));
        Assert.Equal(summary.OtherWeights, leaves.Sum(row => row.OtherWeights));
        Assert.All(summary.Rows, row => Assert.Equal(row.OutputShape is null, row.MultiplyAddsPerSecond is null));
        Assert.Equal(summary.MultiplyAddsPerSecond, leaves.Sum(row => row.MultiplyAddsPerSecond ?? 0), Rounded * summary.MultiplyAddsPerSecond);
    }

    private static void AgreesWithWhatChanges(nn.Module<Tensor, Tensor> module, int channels, int bins, int frames)
    {
        module.to(ScalarType.Float64);
        module.eval();

        var rows = ModelSummary.Of(module, new PlainAxes(bins, channels), new() { Frames = frames }).Rows;

        var measured = string.Join('\n', SeenCells.Of(module, channels, bins, frames));
        var table = string.Join('\n', rows.Where(row => row.Sees is not null).Select(row => $"{row.Name}: {row.Sees!.Bins} × {row.Sees.Frames}"));
        Assert.True(measured == table, $"Measured:\n{measured}\nTable:\n{table}");
    }
}
