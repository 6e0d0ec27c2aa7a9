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
}
