using MusicCnn.Tests.Support;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

/// <summary>Counts of live tensors are by thread, and each test runs on one.</summary>
public class TrainingLeakTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Training_and_testing_leave_no_tensors_however_long_they_take(bool trainableFrontEnd)
    {
        using var model = TestClips.Model(trainableFrontEnd: trainableFrontEnd);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(10));
        Cycle(1);
        var few = LiveTensors.ChangeBy(() => Cycle(1));
        var many = LiveTensors.ChangeBy(() => Cycle(6));
        Assert.Equal((0, 0), (few, many));

        void Cycle(int epochs)
        {
            new Trainer(new() { Epochs = epochs, BatchSize = 4 }).Fit(model, clips, [0, 1, 2, 3, 4, 5], validation: [6, 7]);
            Evaluator.Evaluate(model, clips, [8, 9]);
        }
    }

    [Fact]
    public void Disposed_clips_leave_no_tensors()
    {
        using var model = TestClips.Model();
        Assert.Equal(0, LiveTensors.ChangeBy(() => PreparedClips.Prepare(model, TestClips.LowAndHigh(4)).Dispose()));
    }
}
