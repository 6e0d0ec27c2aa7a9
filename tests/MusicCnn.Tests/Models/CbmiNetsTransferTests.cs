using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Time-FrequencyInit: both branches start from networks trained before.</summary>
public class CbmiNetsTransferTests
{
    private static readonly FilterGroup Temporal = FilterShape.Temporal(5).Times(3);
    private static readonly FilterGroup Frequency = FilterShape.Frequency(4).Times(3);

    private static readonly CbmiNetsOptions Both = new() { Bins = 8, Frames = 12, Classes = 3, Filters = [Temporal, Frequency], HiddenUnits = 4, Dropout = 0 };

    [Fact]
    public void Both_branches_find_what_the_trained_networks_find()
    {
        using var time = Trained(Both with { Filters = [Temporal], HiddenUnits = null }, seed: 1);
        using var frequency = Trained(Both with { Filters = [Frequency], HiddenUnits = null }, seed: 2);
        using var image = rand(2, 1, 8, 12);
        foreach (var order in new CbmiNets[][] { [time, frequency], [frequency, time] })
        {
            using var both = Trained(Both, seed: 3);
            var dense = TensorAssert.Values(both.state_dict()["hidden.weight"]);

            both.InitializeFrom(order);

            TensorAssert.Close(time.Branch(0).call(image), both.Branch(0).call(image), tolerance: 0);
            TensorAssert.Close(frequency.Branch(0).call(image), both.Branch(1).call(image), tolerance: 0);
            TensorAssert.Close(dense, both.state_dict()["hidden.weight"], tolerance: 0);
            // Copies, not the same weights.
            Assert.NotSame(time.Branch(0).Filters(0), both.Branch(0).Filters(0));
            using var noGradient = no_grad();
            both.Branch(0).Filters(0).fill_(0);
            Assert.NotEqual(0, time.Branch(0).Filters(0).abs().sum().item<float>());
        }
    }

    [Fact]
    public void A_branch_that_no_trained_network_has_stays_as_it_is()
    {
        using var frequency = Trained(Both with { Filters = [Frequency] }, seed: 2);
        using var both = Trained(Both, seed: 3);
        var before = Values(both);

        both.InitializeFrom(frequency);

        foreach (var (key, values) in Values(both))
            Assert.True(values.SequenceEqual(before[key]) != key.StartsWith("branches.1.", StringComparison.Ordinal), key);
    }

    /// <summary>What a second trained network has, where the first is the Time network, which fits.</summary>
    public static TheoryData<FilterGroup, string> Different() => new()
    {
        { FilterShape.Frequency(3).Times(3), "The other layer has 3 of 3×1, but this one has no group of 3×1 left to take them: its groups are 3 of 1×5; 3 of 4×1." },
        { Temporal, "no group of 1×5 left" },
        { FilterShape.Frequency(4).Times(2), "The other layer has 2 of 4×1, but this one has 3 of 4×1. Both need the same count" },
        { Frequency with { BinDilation = 2 }, "The other layer has 3 of 4×1 (dilation 2×1), but this one has 3 of 4×1." },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public void What_differs_is_named_and_nothing_is_copied(FilterGroup other, string message)
    {
        using var time = Trained(Both with { Filters = [Temporal] }, seed: 1);
        using var second = Trained(Both with { Filters = [other] }, seed: 2);
        using var both = Trained(Both, seed: 3);
        var before = Values(both);

        var error = Assert.Throws<ArgumentException>("trained", () => both.InitializeFrom(time, second));

        Assert.Contains(message, error.Message);
        Assert.All(both.state_dict(), entry => TensorAssert.Close(before[entry.Key], entry.Value, tolerance: 0));
    }

    [Fact]
    public void No_trained_network_at_all_is_refused()
    {
        using var both = Trained(Both, seed: 3);

        Assert.Contains("got none", Assert.Throws<ArgumentException>("trained", () => both.InitializeFrom()).Message);
    }

    [Fact]
    public void Training_leaves_a_frozen_branch_as_it_is_and_changes_the_rest()
    {
        using var both = Trained(Both, seed: 3);
        both.Branch(0).Freeze(0);
        both.train();
        var before = Values(both);

        using var optimizer = optim.SGD(both.parameters(), 0.1);
        using (NewDisposeScope())
        {
            both.call(rand(8, 1, 8, 12)).square().mean().backward();
            optimizer.step();
        }

        foreach (var (key, values) in Values(both))
            Assert.True(values.SequenceEqual(before[key]) == key.StartsWith("branches.0.", StringComparison.Ordinal), key);
    }

    [Fact]
    public void A_branch_that_is_not_there_is_refused()
    {
        using var both = Trained(Both, seed: 3);

        Assert.Throws<ArgumentOutOfRangeException>(() => both.Branch(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => both.Branch(-1));
    }

    private static Dictionary<string, double[]> Values(CbmiNets network) =>
        network.state_dict().ToDictionary(entry => entry.Key, entry => TensorAssert.Values(entry.Value));

    private static CbmiNets Trained(CbmiNetsOptions options, int seed)
    {
        var network = new CbmiNets(options);
        SeededState.Draw(network, seed);
        network.eval();
        return network;
    }
}
