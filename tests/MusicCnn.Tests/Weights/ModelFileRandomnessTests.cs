using MusicCnn.Models;
using MusicCnn.Tests.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

[Collection(Alone.Name)]
public class ModelFileRandomnessTests
{
    [Fact]
    public void Saving_and_loading_do_not_move_the_random_sequence()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.safetensors");
        using var model = Classifiers.Small();
        manual_seed(4);
        using var expected = rand(3);
        manual_seed(4);

        ModelFile.Save(path, model);
        using var loaded = ModelFile.Load(path);

        using var actual = rand(3);
        TensorAssert.Close(expected, actual, 0);
    }

    [Fact]
    public void Opening_released_weights_does_not_move_the_random_sequence()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("weights.safetensors");
        KerasExample.Write(path, KerasExample.Vgg(VggOptions.Musicnn with { Filters = 2 }, seed: 1));
        manual_seed(4);
        using var expected = rand(3);
        manual_seed(4);

        using var network = KerasWeights.Open(path);

        using var actual = rand(3);
        TensorAssert.Close(expected, actual, 0);
    }
}
