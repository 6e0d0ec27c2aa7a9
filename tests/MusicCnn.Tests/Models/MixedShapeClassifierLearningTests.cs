using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

[Collection(Alone.Name)]
public class MixedShapeClassifierLearningTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public void The_network_learns_to_tell_a_rising_from_a_falling_edge()
    {
        manual_seed(1);
        using var network = new MixedShapeClassifier(new() { Bins = 6, Classes = 2, FirstLayer = new() { Groups = [FilterShape.Temporal(4).Times(4)] } });
        using var optimizer = optim.Adam(network.parameters(), lr: 0.02);
        using var labels = tensor(new long[] { 0, 1, 0, 1, 0, 1, 0, 1 });

        float loss = 0;
        for (var step = 0; step < 150; step++)
        {
            using var scope = NewDisposeScope();
            // Ramps up (class 0) or down (class 1), at random places and loudnesses.
            var ramp = linspace(0, 1, 5).reshape(1, 5);
            var images = 0.05 * rand(8, 1, 6, 24);
            for (var i = 0; i < 8; i++)
                images[i, 0].narrow(1, (i * 5 + step) % 18, 5).add_((i % 2 == 0 ? ramp : 1 - ramp) * (0.5 + 0.1 * i));
            var error = nn.functional.cross_entropy(network.call(images), labels);
            optimizer.zero_grad();
            error.backward();
            optimizer.step();
            loss = error.item<float>();
        }

        Assert.True(loss < 0.35, $"The loss is still {loss}; chance is 0.69.");
    }
}
