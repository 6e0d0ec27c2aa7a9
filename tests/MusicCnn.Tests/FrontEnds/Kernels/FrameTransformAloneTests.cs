using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.Kernels;

/// <summary>Changes the number of threads, which is the whole process's.</summary>
[Collection(Alone.Name)]
public class FrameTransformAloneTests
{
    [Fact]
    public void Number_of_threads_changes_no_bit()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        using var waveform = tensor(TestSignals.Noise(4 * 16_000, seed: 4), [4, 16_000], dtype: ScalarType.Float32).requires_grad_();
        var threads = get_num_threads();
        try
        {
            set_num_threads(1);
            using var one = mel.call(waveform);
            set_num_threads(2);
            using var two = mel.call(waveform);

            TensorAssert.Close(TensorAssert.Values(one), two, 0);
            using var gradientOfTwo = autograd.grad([two.sum()], [waveform])[0];
            set_num_threads(1);
            using var gradientOfOne = autograd.grad([one.sum()], [waveform])[0];
            TensorAssert.Close(TensorAssert.Values(gradientOfOne), gradientOfTwo, 0);
        }
        finally
        {
            set_num_threads(threads);
        }
    }
}
