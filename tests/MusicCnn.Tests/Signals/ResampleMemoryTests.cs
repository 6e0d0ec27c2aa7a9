using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Signals;

/// <summary>Counts tensors of the path with gradients; the contract tests count those of the path without.</summary>
[Collection(Alone.Name)]
public class ResampleMemoryTests
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
}
