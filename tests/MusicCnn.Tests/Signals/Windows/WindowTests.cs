using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using MusicCnn.Signals.Windows;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.Signals.Windows;

public class WindowTests
{
    public static TheoryData<Window, bool, double[]> FirstValues => new()
    {
        // Printed by SciPy and torch; the 62 dB window by Essentia's own routine.
        { Window.Hann, true, [0, 0.14644661, 0.5, 0.85355339, 1] },
        { Window.Hann, false, [0, 0.1882551, 0.61126047, 0.95048443] },
        { Window.Hamming, true, [0.08, 0.21473088, 0.54] },
        { Window.Blackman, true, [0, 0.06644661, 0.34] },
        { Window.BlackmanHarris, true, [6e-5, 0.02173584, 0.21747, 0.69576416] },
        { Window.BlackmanHarris62, false, [0.01272, 0.12917798, 0.50828723, 0.92973979] },
        { Window.Kaiser(9), true, [9.1442086e-4, 0.05889775, 0.32258832] },
        { Window.Rectangular, true, [1, 1, 1, 1, 1, 1, 1, 1] },
        { Window.Bartlett, true, [0, 0.25, 0.5, 0.75, 1, 0.75, 0.5, 0.25] },
    };

    public static TheoryData<Window> All =>
    [
        Window.Rectangular, Window.Hann, Window.Hamming, Window.Blackman, Window.BlackmanHarris, Window.BlackmanHarris62,
        Window.Nuttall, Window.Bartlett, Window.Povey, Window.Kaiser(12), Window.Gaussian(5),
    ];

    [Theory]
    [MemberData(nameof(FirstValues))]
    public void Eight_samples_begin_with_the_published_values(Window window, bool periodic, double[] expected)
    {
        var samples = window.Samples(8, periodic);

        Assert.Equal(8, samples.Length);
        for (var n = 0; n < expected.Length; n++)
            Assert.Equal(expected[n], samples[n], Tolerance.Printed);
    }

    [Fact]
    public void Povey_has_the_values_of_Kaldi()
    {
        var samples = Window.Povey.Samples(400, periodic: false);

        Assert.Equal(2.65150977e-4, samples[1], Tolerance.Printed);
        Assert.Equal(0.556640664, samples[100], Tolerance.Printed);
    }

    [Fact]
    public void Cosine_windows_agree_with_MathNet()
    {
        Agree(MathNet.Numerics.Window.HannPeriodic(37), Window.Hann.Samples(37));
        Agree(MathNet.Numerics.Window.Hann(37), Window.Hann.Samples(37, periodic: false));
        Agree(MathNet.Numerics.Window.Blackman(37), Window.Blackman.Samples(37, periodic: false));
        Agree(MathNet.Numerics.Window.BlackmanHarris(37), Window.BlackmanHarris.Samples(37, periodic: false));

        static void Agree(double[] expected, double[] actual)
        {
            Assert.Equal(expected.Length, actual.Length);
            for (var n = 0; n < expected.Length; n++)
                Assert.Equal(expected[n], actual[n], Tolerance.Float64);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Symmetric_window_equals_its_mirror_image(Window window)
    {
        var samples = window.Samples(31, periodic: false);

        for (var n = 0; n < samples.Length; n++)
            Assert.Equal(samples[n], samples[^(n + 1)], Tolerance.Float64);
        Assert.Equal(1, samples[15], Tolerance.Float64);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Periodic_window_is_the_longer_symmetric_one_without_its_end(Window window)
    {
        var periodic = window.Samples(30, periodic: true);
        var symmetric = window.Samples(31, periodic: false);

        for (var n = 0; n < periodic.Length; n++)
            Assert.Equal(symmetric[n], periodic[n], Tolerance.Float64);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Single_sample_is_one(Window window)
    {
        Assert.Equal([1.0], window.Samples(1, periodic: true));
        Assert.Equal([1.0], window.Samples(1, periodic: false));
    }

    [Fact]
    public void Kaiser_without_beta_is_rectangular() => Assert.Equal(Window.Rectangular.Samples(16), Window.Kaiser(0).Samples(16));

    [Theory]
    [InlineData(WindowKind.Hann, -31.5)]
    [InlineData(WindowKind.Blackman, -58.1)]
    [InlineData(WindowKind.BlackmanHarris, -92.0)]
    [InlineData(WindowKind.BlackmanHarris62, -62.0)]
    public void Highest_side_lobe_lies_where_the_name_says(WindowKind kind, double decibels)
    {
        const int length = 512;
        var spectrum = new Complex[length * 16];
        var samples = new Window(kind).Samples(length);
        for (var n = 0; n < length; n++)
            spectrum[n] = samples[n];
        Fourier.Forward(spectrum, FourierOptions.NoScaling);

        var edge = 1;
        while (spectrum[edge + 1].Magnitude < spectrum[edge].Magnitude)
            edge++;
        var highest = spectrum[edge..(spectrum.Length / 2)].Max(value => value.Magnitude);

        Assert.Equal(decibels, 20 * Math.Log10(highest / spectrum[0].Magnitude), tolerance: 0.1);
    }

    [Fact]
    public void Periodic_Hann_windows_half_a_length_apart_add_up_to_one()
    {
        var samples = Window.Hann.Samples(64);

        for (var n = 0; n < 32; n++)
            Assert.Equal(1, samples[n] + samples[n + 32], Tolerance.Float64);
    }

    [Fact]
    public void Parameter_belongs_to_the_families_that_have_one()
    {
        Assert.Contains("needs its parameter", Assert.Throws<ArgumentException>(() => new Window(WindowKind.Kaiser)).Message);
        Assert.Contains("has no parameter", Assert.Throws<ArgumentException>(() => new Window(WindowKind.Hann, 3)).Message);
        Assert.Contains("between 0 and 700", Assert.Throws<ArgumentOutOfRangeException>(() => Window.Kaiser(-1)).Message);
        Assert.Contains("above 0 samples", Assert.Throws<ArgumentOutOfRangeException>(() => Window.Gaussian(0)).Message);
        Assert.Contains("above 0 samples", Assert.Throws<ArgumentOutOfRangeException>(() => Window.Hann.Samples(0)).Message);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Window_survives_JSON(Window window) => Assert.Equal(window, JsonRoundTrip.Of(window));

    [Fact]
    public void Window_prints_its_name()
    {
        Assert.Equal("Hann", Window.Hann.ToString());
        Assert.Equal("Kaiser(8.5)", Window.Kaiser(8.5).ToString());
    }
}
