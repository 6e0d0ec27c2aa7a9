using MusicCnn.FrontEnds;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class PcenErrorTests
{
    [Fact]
    public void Impossible_settings_are_errors_that_name_value_and_limit()
    {
        Assert.Contains("Gain must lie between 0 and 1 (gain), but was 1.5", Refused(() => new PcenOptions { Gain = 1.5 }));
        Assert.Contains("Bias", Refused(() => new PcenOptions { Bias = -1 }));
        Assert.Contains("Power", Refused(() => new PcenOptions { Power = double.NaN }));
        Assert.Contains("Floor must lie between 1E-12", Refused(() => new PcenOptions { Floor = 0 }));
        Assert.Contains("TimeConstant must be above 0 seconds", Refused(() => new PcenOptions { TimeConstant = 0 }));
        Assert.Contains("Smoothing", Refused(() => new PcenOptions { Smoothing = 1.1 }));
        Assert.Contains("NeighborBands", Refused(() => new PcenOptions { NeighborBands = 0 }));
        Assert.Contains("Scale", Refused(() => new PcenOptions { Scale = double.PositiveInfinity }));
        Assert.Contains("bins must be above 0 bands", Refused(() => new Pcen(PcenOptions.Leaf, 0)));
        Assert.Contains("frameRate must be above 0", Refused(() => new Pcen(PcenOptions.Librosa, 4, 0)));
        Assert.Contains("needs the frame rate. Give it, or set Smoothing", Assert.Throws<ArgumentNullException>(() => new Pcen(PcenOptions.Librosa, 4)).Message);

        static string Refused(Func<object> make) => Assert.Throws<ArgumentOutOfRangeException>(make).Message;
    }

    [Fact]
    public void Wrong_images_are_errors_that_say_what_was_expected()
    {
        using var pcen = new Pcen(PcenOptions.Librosa, 4, 50);
        using var trainable = new Pcen(PcenOptions.Leaf, 4);

        Assert.Contains("frequency=4", Refused(pcen, zeros(2, 1, 5, 9)));
        Assert.Contains("got [4, 0]", Refused(pcen, zeros(4, 0)));
        Assert.Contains("Float32 or Float64, but was Int64", Refused(pcen, zeros([4, 2], dtype: ScalarType.Int64)));
        Assert.Contains("Float32 like the module, but was Float64", Refused(trainable, zeros([4, 2], dtype: ScalarType.Float64)));
        Assert.Contains("must not be below 0, but its least value is -80", Refused(pcen, full([4, 2], -80f)));
        Assert.Contains("must be finite", Refused(pcen, full([4, 2], float.NaN)));

        static string Refused(Pcen pcen, Tensor image)
        {
            using (image)
                return Assert.Throws<ArgumentException>(() => pcen.call(image)).Message;
        }
    }

    [Fact]
    public void Mel_spectrogram_refuses_two_compressions()
    {
        var both = MelSpectrogramOptions.Musicnn with { Pcen = PcenOptions.Librosa };

        Assert.Contains("Leave Compression at None, or Pcen at null", Assert.Throws<ArgumentException>(() => new MelSpectrogram(both)).Message);
    }
}
