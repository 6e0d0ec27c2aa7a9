using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Training;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training;

/// <summary>Only a module of the user's own knows what its buffers are. Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class OwnBuffersTests
{
    private static readonly TrainerOptions Options = new() { Epochs = 6, BatchSize = 4, LearningRate = 3, Schedule = LearningRateSchedule.Constant, Seed = 4 };
    private static readonly int[] Train = [.. Enumerable.Range(0, 8)];
    private static readonly int[] Validation = [8, 9, 10, 11];

    [Fact]
    public void Buffers_of_any_name_and_type_are_gone_on_with()
    {
        using var folder = new TemporaryFolder();
        var options = Options with { Checkpoints = new() { Folder = folder.Path, Resume = true } };
        var expected = State(Options, stopAt: null);

        State(options, stopAt: 5);

        Assert.Equal(expected, State(options, stopAt: null));
    }

    [Fact]
    public void Buffers_of_any_name_and_type_are_those_of_the_best_epoch()
    {
        using var model = Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(12, seconds: 0.4));

        var result = new Trainer(Options with { BestBy = ValidationFigure.Loss }).Fit(model, clips, Train, Validation);

        Assert.True(result.KeptEpoch < Options.Epochs, "The last epoch is the best, so that nothing is restored.");
        Assert.Equal(result.Epochs[result.KeptEpoch - 1].ValidationLoss, Evaluator.Evaluate(model, clips, Validation).Loss);
        // Two steps an epoch, each of which turns the phase by a quarter.
        Assert.Equal(new System.Numerics.Complex(result.KeptEpoch % 2 == 0 ? 1 : -1, 0), ((Tracking)model.Network).Phase);
    }

    private static double[] State(TrainerOptions options, int? stopAt)
    {
        using var model = Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(12, seconds: 0.4));
        using var cancel = new CancellationTokenSource();
        try
        {
            new Trainer(options).Fit(model, clips, Train, Validation, new Stop(stopAt, cancel), cancel.Token);
        }
        catch (OperationCanceledException) when (stopAt is not null)
        {
        }

        var network = (Tracking)model.Network;
        return [network.Level, network.Phase.Real, network.Phase.Imaginary, .. network.parameters().SelectMany(weight => weight.data<float>().ToArray()).Select(value => (double)value)];
    }

    private static AudioClassifier Model()
    {
        var mel = new MelSpectrogram(new() { SampleRate = TestClips.SampleRate, FftSize = 256, HopLength = 128, MelBands = 16 });
        var network = new Tracking();
        SeededWeights.Draw(network, seed: 3);
        return new(mel, network, new() { Labels = ["low", "high"], PatchFrames = 16 });
    }

    /// <summary>Takes off a mean that it follows while it is trained, and counts its steps by quarter turns.</summary>
    private sealed class Tracking : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = "head")]
        private readonly Linear _head;

        [ComponentName(Name = "followed_level")]
        private readonly Tensor _level;

        [ComponentName(Name = "phase")]
        private readonly Tensor _phase;

        public Tracking()
            : base(nameof(Tracking))
        {
            _head = nn.Linear(16, 2);
            _level = zeros([1]).DetachFromDisposeScope();
            _phase = ones([1], dtype: ScalarType.ComplexFloat32).DetachFromDisposeScope();
            RegisterComponents();
        }

        public double Level => _level.item<float>();

        public System.Numerics.Complex Phase
        {
            get
            {
                using var scope = NewDisposeScope();
                var parts = _phase.view_as_real().data<float>().ToArray();
                return new(parts[0], parts[1]);
            }
        }

        public override Tensor forward(Tensor image)
        {
            using var scope = NewDisposeScope();
            var bands = image.mean([1, 3]);
            if (training)
            {
                using var noGradient = no_grad();
                _level.mul_(0.5).add_(bands.mean() * 0.5);
                _phase.mul_(new System.Numerics.Complex(0, 1).ToScalar());
            }

            return _head.call(bands - _level).MoveToOuterDisposeScope();
        }
    }

    private sealed class Stop(int? step, CancellationTokenSource cancel) : IProgress<TrainingProgress>
    {
        private int _steps;

        public void Report(TrainingProgress value)
        {
            if (++_steps == step)
                cancel.Cancel();
        }
    }
}
