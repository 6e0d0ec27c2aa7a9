using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Signals;

/// <summary>Tests what the whole process shares: counts of live tensors, and the number of threads.</summary>
[Collection(Alone.Name)]
public class ResampleAloneTests
{
    [Theory]
    [InlineData(44_100, 16_000)]
    [InlineData(44_100, 15_999)]
    public void Call_with_gradients_leaves_nothing_but_its_result(int from, int to)
    {
        using var resample = new Resample(from, to, ResampleOptions.Torchaudio);
        using var waveform = zeros(2, 1_000).requires_grad_();

        Tensor? output = null;
        var change = LiveTensors.ChangeBy(() => output = resample.call(waveform));

        using var owned = output!;
        Assert.Equal(1, change);
    }

    [Fact]
    public void Number_of_threads_does_not_change_a_bit()
    {
        using var scope = NewDisposeScope();
        using var resample = new Resample(44_100, 16_000);
        var signal = tensor(TestSignals.Noise(3 * 44_100, seed: 1), [3, 44_100], dtype: ScalarType.Float32);
        var threads = get_num_threads();
        try
        {
            set_num_threads(1);
            var alone = resample.call(signal);
            set_num_threads(4);

            TensorAssert.Close(alone, resample.call(signal), 0);
        }
        finally
        {
            set_num_threads(threads);
        }
    }
}
