using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Holds every published network to what all of them promise; <see cref="Contracts.LayerContractTests"/> has what they share with layers.</summary>
public class NetworkTests
{
    public static TheoryData<string> Cases => NetworkCatalog.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_network_learns_four_examples_by_heart(string name)
    {
        using var network = Seeded(name);
        if (network is DirectionalNet)
            SwitchOn(network);
        using var images = Images(name, count: 4);
        using var targets = tensor(new long[] { 0, 1, 2, 0 });
        using var optimizer = optim.Adam(network.parameters(), lr: NetworkCatalog.Find(name).LearningRate);
        network.train();

        var loss = double.PositiveInfinity;
        for (var step = 0; step < 1000 && loss > 0.05; step++)
        {
            using var scope = NewDisposeScope();
            var error = nn.functional.cross_entropy(network.call(images), targets);
            optimizer.zero_grad();
            error.backward();
            optimizer.step();
            loss = error.item<float>();
        }

        Assert.True(loss <= 0.05, $"The loss is still {loss}; chance is 1.1.");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_of_batches_of_2_and_8_reach_every_weight(string name)
    {
        foreach (var count in new[] { 2, 8 })
        {
            using var network = Seeded(name);
            using var images = Images(name, count);
            network.train();
            using var scope = NewDisposeScope();

            var logits = network.call(images);
            logits.square().sum().backward();

            TensorAssert.Shape([count, NetworkCatalog.Classes], logits);
            Assert.All(network.named_parameters(), entry => Assert.True(entry.parameter.grad is { } gradient && gradient.isfinite().all().item<bool>(), entry.name));
            Assert.Contains(network.parameters(), parameter => parameter.grad!.abs().max().item<float>() > 0);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_batch_of_one_is_refused_in_training_where_it_cannot_be_normalized_and_answered_in_evaluation(string name)
    {
        using var network = Seeded(name);
        using var image = Images(name, count: 1);
        network.train();

        if (NetworkCatalog.Find(name).NeedsTwoToTrain)
        {
            var error = Assert.Throws<ArgumentException>(() => network.call(image));
            Assert.Contains("needs at least 2 values for each channel", error.Message);
            Assert.Contains("Take a batch of 2 or more, or call eval()", error.Message);
        }
        else
        {
            network.call(image).Dispose();
        }

        network.eval();
        using var logits = network.call(image);
        TensorAssert.Shape([1, NetworkCatalog.Classes], logits);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_saved_network_comes_back_with_the_same_answers(string name)
    {
        var network = NetworkCatalog.Find(name);
        using var folder = new TemporaryFolder();
        using var model = new AudioClassifier(
            FrontEnd(network),
            Seeded(name),
            new() { Labels = ["waltz", "tango", "samba"], PatchFrames = network.Frames });
        model.eval();
        ModelFile.Save(folder.File("model.safetensors"), model);

        using var loaded = ModelFile.Load(folder.File("model.safetensors"));

        using var images = Images(name, count: 3);
        using var expected = model.Network.call(images);
        using var actual = loaded.Network.call(images);
        TensorAssert.Close(expected, actual, tolerance: 0);
        Assert.Equal(model.Network.ToString(), loaded.Network.ToString());
    }

    /// <summary>Starts the classes of a directional network above zero: behind their ReLU, one that is off for an example everywhere never learns it.</summary>
    private static void SwitchOn(nn.Module<Tensor, Tensor> network)
    {
        using var noGradient = no_grad();
        network.named_parameters().Single(entry => entry.name == "output.groups.0.conv.bias").parameter.fill_(2);
    }

    private static nn.Module<Tensor, Tensor> Seeded(string name)
    {
        var network = NetworkCatalog.Find(name).Build();
        SeededWeights.Draw(network, seed: 5);
        return network;
    }

    private static Tensor Images(string name, int count)
    {
        var network = NetworkCatalog.Find(name);
        var shape = network.Input(count);
        return tensor(TestSignals.Noise((int)shape.Aggregate(1L, (product, size) => product * size), seed: 8), shape).to(ScalarType.Float32);
    }

    /// <summary>Returns a front-end that makes images of the size of a network's.</summary>
    private static nn.Module<Tensor, Tensor> FrontEnd(NetworkCase network) => network switch
    {
        { TakesWaveforms: true } => new RawWaveform(new() { SampleRate = 8_000 }),
        { Channels: 1 } => new MelSpectrogram(new() { SampleRate = 8_000, FftSize = 512, HopLength = 16, MelBands = network.Bins, Compression = new LogOnePlus(10), EmptyBands = EmptyBands.Allow }),
        _ => new HarmonicFilters(new() { SampleRate = 8_000, FftSize = 512, HopLength = 16, Harmonics = network.Channels, Bins = network.Bins, Compression = new LogOnePlus(10), EmptyBands = EmptyBands.Allow }),
    };
}
