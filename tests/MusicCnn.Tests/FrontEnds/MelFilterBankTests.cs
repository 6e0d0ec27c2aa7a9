using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.FrontEnds;

public class MelFilterBankTests
{
    private static readonly MelSpectrogramOptions Reference = new() { SampleRate = 22_050, FftSize = 1024, MelBands = 64 };

    // Sums and weights of librosa 0.11's bank in double precision: 22,050 Hz, N 1024, 64 bands up to 11,025 Hz.
    [Theory]
    [InlineData(MelFormula.Slaney, MelNormalization.Area, 2.97117909, 0.0452702772, 0.0464319850, 26, 0.0183020880)]
    [InlineData(MelFormula.Slaney, MelNormalization.None, 497.593691, 2.31740148, 25.6468398, 26, 0.936890352)]
    [InlineData(MelFormula.Htk, MelNormalization.Area, 2.96942382, 0.0417038069, 0.0464395733, 20, 0.0192784416)]
    [InlineData(MelFormula.Htk, MelNormalization.None, 499.639488, 1.32229946, 22.6149252, 20, 0.943052813)]
    public void Bank_has_the_values_of_librosa(
        MelFormula formula, MelNormalization normalization, double sum, double first, double last, int peakBin, double peak)
    {
        var bank = new MelFilterBank(Reference with { Formula = formula, Normalization = normalization });

        Assert.Equal(sum, Rows(bank).Sum(row => row.Sum()), Tolerance.Float32Rounding * sum);
        Assert.Equal(first, Row(bank, 0).Sum(), Tolerance.Float32Rounding * first);
        Assert.Equal(last, Row(bank, 63).Sum(), Tolerance.Float32Rounding * last);
        Assert.Equal(peak, Row(bank, 10).Max(), Tolerance.Float32Rounding * peak);
        Assert.Equal(peakBin, Array.IndexOf(Row(bank, 10), Row(bank, 10).Max()));
    }

    [Theory]
    [InlineData(true, true, 16_000, 512)]
    [InlineData(false, false, 11_025, 400)]
    [InlineData(true, false, 11_025, 601)]
    [InlineData(false, true, 44_100, 2047)]
    public void Bank_follows_the_definition_at_odd_rates_and_sizes(bool slaney, bool areaNorm, int sampleRate, int size)
    {
        var expected = SpectrumOracle.MelBank(sampleRate, size, 32, 50, sampleRate / 2.0, slaney, areaNorm);

        var bank = new MelFilterBank(new()
        {
            SampleRate = sampleRate,
            FftSize = size,
            MelBands = 32,
            MinFrequency = 50,
            Formula = slaney ? MelFormula.Slaney : MelFormula.Htk,
            Normalization = areaNorm ? MelNormalization.Area : MelNormalization.None,
        });

        for (var band = 0; band < 32; band++)
        {
            for (var bin = 0; bin < bank.Bins; bin++)
                Assert.Equal(expected[band, bin], bank[band, bin], Tolerance.Float64);
        }
    }

    [Theory]
    [InlineData(MelFormula.Slaney, 6.6, 15, 35.16376031)]
    [InlineData(MelFormula.Htk, 549.638675, 999.985537, 2146.064528)]
    [InlineData(MelFormula.Kaldi, 549.641514, 999.990701, 2146.075609)]
    [InlineData(MelFormula.EssentiaUntil2016, 549.646625, 1000.000000, 2146.095566)]
    public void Formula_has_its_published_values_and_an_inverse(MelFormula formula, double at440, double at1000, double at4000)
    {
        Assert.Equal(at440, MelConversion.ToMel(formula, 440), 1e-6);
        Assert.Equal(at1000, MelConversion.ToMel(formula, 1000), 1e-6);
        Assert.Equal(at4000, MelConversion.ToMel(formula, 4000), 1e-6);
        foreach (var hertz in new[] { 0, 27.5, 999.9, 1000, 12_345 })
            Assert.Equal(hertz, MelConversion.ToHertz(formula, MelConversion.ToMel(formula, hertz)), 1e-8);
    }

    // Weights of Essentia's own band generator, N 2048 at 44.1 kHz, 40 bands; the older one loses a band's last bin.
    [Theory]
    [InlineData(MelFormula.Htk, new[] { 0.11999056, 0.23645229, 0.32294421, 0.21295201, 0.10593230, 0.00172863 })]
    [InlineData(MelFormula.EssentiaUntil2016, new[] { 0.12019834, 0.23686174, 0.32350343, 0.21332076, 0.10611573, 0 })]
    public void Preset_of_2016_has_the_bank_of_Essentia(MelFormula formula, double[] expected)
    {
        var bank = new MelFilterBank(MelSpectrogramOptions.Cbmi2016 with { Formula = formula });

        Assert.Equal(0, bank[0, 0]);
        for (var bin = 0; bin < expected.Length; bin++)
            Assert.Equal(expected[bin], bank[0, bin + 1], Tolerance.Printed);
        Assert.Equal(62.0320612, bank.CenterFrequencies[0], 1e-3);
        Assert.Equal(203.074651, bank.CenterFrequencies[2], 1e-2);
    }

    [Fact]
    public void Kaldi_triangles_have_the_sum_of_Kaldi()
    {
        var bank = new MelFilterBank(new()
        {
            SampleRate = 16_000,
            FftSize = 512,
            MelBands = 23,
            MinFrequency = 20,
            Formula = MelFormula.Kaldi,
            Triangles = MelTriangles.Mel,
            Normalization = MelNormalization.None,
        });

        Assert.Equal(240.171370, Rows(bank).Sum(row => row.Sum()), 1e-6);
        Assert.Equal(0, bank[22, 256], Tolerance.Float64);
    }

    [Theory]
    [InlineData(MelFormula.Slaney, MelTriangles.Hertz, MelNormalization.Area)]
    [InlineData(MelFormula.Htk, MelTriangles.Mel, MelNormalization.None)]
    [InlineData(MelFormula.Kaldi, MelTriangles.Hertz, MelNormalization.UnitSum)]
    public void Each_filter_rises_to_its_center_and_falls(MelFormula formula, MelTriangles triangles, MelNormalization normalization)
    {
        var bank = new MelFilterBank(Reference with { Formula = formula, Triangles = triangles, Normalization = normalization });

        for (var band = 0; band < bank.Bands; band++)
        {
            var row = Row(bank, band);
            var center = bank.CenterFrequencies[band] * 1024 / 22_050;
            for (var bin = 1; bin < row.Length; bin++)
            {
                Assert.True(row[bin] >= 0);
                if (bin <= center && row[bin] > 0)
                    Assert.True(row[bin] > row[bin - 1], $"Band {band} does not rise at bin {bin}.");
                if (bin - 1 >= center && row[bin - 1] > 0)
                    Assert.True(row[bin] < row[bin - 1], $"Band {band} does not fall at bin {bin}.");
            }
        }
    }

    [Fact]
    public void Filter_without_norm_is_continuous()
    {
        var bank = new MelFilterBank(Reference with { FftSize = 16_384, Normalization = MelNormalization.None });
        var narrowest = bank.CenterFrequencies[0];

        foreach (var row in Rows(bank))
        {
            for (var bin = 1; bin < row.Length; bin++)
                Assert.True(Math.Abs(row[bin] - row[bin - 1]) < 1.001 * 22_050 / 16_384 / narrowest);
        }
    }

    [Fact]
    public void Filters_without_norm_add_up_to_one_between_the_outer_centers()
    {
        var bank = new MelFilterBank(Reference with { Normalization = MelNormalization.None });

        for (var bin = 0; bin < bank.Bins; bin++)
        {
            var frequency = bin * 22_050 / 1024.0;
            if (frequency >= bank.CenterFrequencies[0] && frequency <= bank.CenterFrequencies[^1])
                Assert.Equal(1, Enumerable.Range(0, bank.Bands).Sum(band => bank[band, bin]), Tolerance.Float64);
        }
    }

    [Fact]
    public void Unit_sum_gives_a_flat_spectrum_its_own_value()
    {
        var bank = new MelFilterBank(Reference with { Normalization = MelNormalization.UnitSum });

        Assert.All(Rows(bank), row => Assert.Equal(1, row.Sum(), Tolerance.Float64));
    }

    [Fact]
    public void Empty_bands_are_an_error_that_names_them_and_the_remedy()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new MelFilterBank(MelSpectrogramOptions.Torchaudio with { EmptyBands = EmptyBands.Refuse }));

        Assert.Equal(
            "4 of 128 mel bands lie between two FFT bins and would always be 0: bands 0, 3, 6, 13. The bins are 40 Hz apart. "
            + "Take a larger FftSize, fewer MelBands or a wider range, or set EmptyBands to Allow. (Parameter 'options')",
            error.Message);
    }

    [Fact]
    public void Presets_have_banks()
    {
        Assert.Equal(4, Rows(new MelFilterBank(MelSpectrogramOptions.Torchaudio)).Count(row => row.Sum() == 0));
        foreach (var preset in new[] { MelSpectrogramOptions.Librosa, MelSpectrogramOptions.Musicnn, MelSpectrogramOptions.Cbmi2016 })
            Assert.All(Rows(new MelFilterBank(preset)), row => Assert.True(row.Sum() > 0));
    }

    [Fact]
    public void Band_limits_must_fit_the_rate()
    {
        Assert.Equal(
            "MaxFrequency must not lie above half the sample rate (11025 Hz), but was 11026 Hz. "
            + "Lower it, raise SampleRate, or leave it null for half the sample rate. (Parameter 'options')",
            Refusal(Reference with { MaxFrequency = 11_026 }));
        Assert.Equal(
            "MinFrequency must lie below half the sample rate (11025 Hz), but was 12000 Hz. Lower it, or raise SampleRate. (Parameter 'options')",
            Refusal(Reference with { MinFrequency = 12_000, MaxFrequency = null }));
        Assert.Equal(
            "MaxFrequency must lie above MinFrequency (500 Hz), but was 400 Hz. Raise MaxFrequency, or lower MinFrequency. (Parameter 'options')",
            Refusal(Reference with { MinFrequency = 500, MaxFrequency = 400 }));
        Assert.Contains("must be Power or Magnitude", Assert.Throws<ArgumentException>(() => new MelFilterBank(Reference with { Spectrum = SpectrumKind.Phase })).Message);
    }

    [Fact]
    public void Weight_outside_the_bank_is_an_error()
    {
        var bank = new MelFilterBank(Reference);

        Assert.Throws<ArgumentOutOfRangeException>(() => bank[64, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => bank[0, 513]);
    }

    private static string Refusal(MelSpectrogramOptions options) => Assert.Throws<ArgumentException>(() => new MelFilterBank(options)).Message;

    private static double[] Row(MelFilterBank bank, int band) => Enumerable.Range(0, bank.Bins).Select(bin => bank[band, bin]).ToArray();

    private static IEnumerable<double[]> Rows(MelFilterBank bank) => Enumerable.Range(0, bank.Bands).Select(band => Row(bank, band));
}
