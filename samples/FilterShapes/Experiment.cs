using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace FilterShapes;

/// <summary>Trains the same small network on one task with one first layer, and tests it on examples it never saw.</summary>
internal sealed record Experiment(int TrainExamples, int TestExamples, int Epochs, int Seed)
{
    private const int BatchSize = 32;
    private const double LearningRate = 5e-3;

    /// <summary>Returns the share of test examples that are classified right.</summary>
    /// <param name="mel">The front-end.</param>
    /// <param name="filters">The first layer.</param>
    /// <param name="task">The task, <see cref="Tones.Tempo"/>, <see cref="Tones.Timbre"/> or <see cref="Tones.Both"/>.</param>
    /// <param name="inspect">Is given the trained network and the test images, while they live; <see langword="null"/> for nothing.</param>
    public double Run(MelSpectrogram mel, FilterSet filters, string task, Action<MixedShapeClassifier, Tensor>? inspect = null)
    {
        using var scope = NewDisposeScope();
        var (train, trainLabels) = Images(mel, Tones.Make(task, TrainExamples, Seed));
        var (test, testLabels) = Images(mel, Tones.Make(task, TestExamples, ~Seed));

        random.manual_seed(Seed);
        using var network = new MixedShapeClassifier(new()
        {
            Bins = mel.Bins,
            Classes = task == Tones.Both ? 4 : 2,
            FirstLayer = new() { Groups = filters },
            Dropout = 0,
        });
        using var optimizer = optim.Adam(network.parameters(), LearningRate);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            using var order = randperm(TrainExamples);
            for (var start = 0; start < TrainExamples; start += BatchSize)
            {
                using var step = NewDisposeScope();
                var batch = order.narrow(0, start, Math.Min(BatchSize, TrainExamples - start));
                optimizer.zero_grad();
                nn.functional.cross_entropy(network.call(train.index_select(0, batch)), trainLabels.index_select(0, batch)).backward();
                optimizer.step();
            }
        }

        network.eval();
        using var noGradient = no_grad();
        inspect?.Invoke(network, test);
        return (network.call(test).argmax(1) == testLabels).to(float32).mean().item<float>();
    }

    private static (Tensor Images, Tensor Labels) Images(MelSpectrogram mel, (Tensor Waveforms, Tensor Labels) examples)
    {
        using var noGradient = no_grad();
        using var waveforms = examples.Waveforms;
        return (mel.call(waveforms), examples.Labels);
    }
}
