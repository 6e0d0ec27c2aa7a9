using MathNet.Numerics.LinearAlgebra;
using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class InverseMelTests
{
    /// <summary>The default tolerance of a band, with a margin for the root over bands.</summary>
    private const double Bands = 2e-6;

    private static readonly MelSpectrogramOptions Small = new() { SampleRate = 8_000, FftSize = 16, HopLength = 8, MelBands = 3, MinFrequency = 200 };

    public static TheoryData<MelSpectrogramOptions> Settings =>
    [
        MelSpectrogramOptions.Librosa,
        MelSpectrogramOptions.Torchaudio,
        MelSpectrogramOptions.Musicnn with { Compression = Compression.None, Spectrum = SpectrumKind.Magnitude },
        MelSpectrogramOptions.Cbmi2016 with { Compression = Compression.None },
        MelSpectrogramOptions.Librosa with { FftSize = 601, MelBands = 20, MinFrequency = 300, MaxFrequency = 6_000, Formula = MelFormula.Kaldi, Triangles = MelTriangles.Mel },
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Spectrum_is_not_negative_and_has_the_bands(MelSpectrogramOptions options)
    {
        // In double precision: 128 bands of 201 bins, rounded to float32, are the bands of no spectrum to within 1e-5.
        using var mel = new MelSpectrogram(options).to(ScalarType.Float64);
        using var inverse = new InverseMel(options);
        using var signal = tensor(TestSignals.Probe(12_000).Zip(TestSignals.Noise(12_000, seed: 2, amplitude: 0.01), (a, b) => a + b).ToArray());
        using var bands = mel.call(signal);

        var found = inverse.Invert(bands);
        using var spectrum = found.Spectrum;

        TensorAssert.Shape([1, (options.FftSize / 2) + 1, bands.shape[2]], spectrum);
        Assert.All(TensorAssert.Values(spectrum), value => Assert.True(value >= 0));
        var bank = new MelFilterBank(options);
        using var weights = tensor(bank.Weights, [bank.Bands, bank.Bins]);
        using var again = weights.matmul(spectrum[0]);
        TensorAssert.CloseToPeak(TensorAssert.Values(bands), again.unsqueeze(0), Bands);
        Assert.InRange(found.RelativeError, 0, Bands);
        Assert.InRange(found.Iterations, 1, inverse.Stop.MaxIterations);
        Assert.Equal(0, found.UnfinishedFrames);
    }

    [Fact]
    public void Soft_bands_are_as_right_as_loud_ones()
    {
        using var inverse = new InverseMel(MelSpectrogramOptions.Librosa);
        var bank = new MelFilterBank(MelSpectrogramOptions.Librosa);
        using var weights = tensor(bank.Weights, [bank.Bands, bank.Bins]);
        using var original = tensor(TestSignals.Noise(bank.Bins, seed: 3), [bank.Bins, 1]).abs() * tensor(Enumerable.Range(0, bank.Bins).Select(bin => Math.Pow(10, -5.0 * bin / bank.Bins)).ToArray(), [bank.Bins, 1]);
        using var bands = weights.matmul(original);

        using var ratio = weights.matmul(inverse.call(bands)) / bands;

        Assert.All(TensorAssert.Values(ratio), value => Assert.Equal(1, value, Bands));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Spectrum_is_the_one_of_least_energy_of_all_choices_of_positive_bins(int seed)
    {
        var bank = new MelFilterBank(Small);
        var weights = Matrix<double>.Build.Dense(bank.Bands, bank.Bins, (band, bin) => bank[band, bin]);
        var original = Vector<double>.Build.Dense(TestSignals.Noise(bank.Bins, seed).Select(value => value > 0 ? value : 0).ToArray());
        var bands = weights * original;

        // Each subset of bins has one least-norm solution; the best of those without a negative bin is the answer.
        Vector<double>? best = null;
        for (var subset = 1; subset < 1 << bank.Bins; subset++)
        {
            var part = Matrix<double>.Build.Dense(bank.Bands, bank.Bins, (band, bin) => (subset >> bin & 1) * bank[band, bin]);
            var candidate = part.PseudoInverse() * bands;
            if (candidate.Minimum() >= -1e-12 && ((weights * candidate) - bands).L2Norm() < 1e-10 && (best is null || candidate.L2Norm() < best.L2Norm()))
                best = candidate;
        }

        using var inverse = new InverseMel(Small, new() { Tolerance = 1e-9 });
        using var image = tensor(bands.ToArray(), [bank.Bands, 1]);
        TensorAssert.CloseToPeak(best!.ToArray(), inverse.call(image), 1e-6);
    }

    [Fact]
    public void Bands_that_no_spectrum_has_give_the_least_squares_solution_and_a_stated_error()
    {
        // One loud band alone: its filter's bins belong to its neighbors too, which are to be silent.
        using var inverse = new InverseMel(Small with { FftSize = 64, MelBands = 6 });
        var bank = new MelFilterBank(inverse.Options);
        using var alone = zeros([6, 1], dtype: ScalarType.Float64);
        alone[2, 0].fill_(1);

        var found = inverse.Invert(alone);
        using var spectrum = found.Spectrum;
        var bins = TensorAssert.Values(spectrum);

        Assert.True(found.RelativeError > 0.01, "These bands have a spectrum after all.");
        // The conditions of the optimum of Σ_b (W x − m)²/‖W_b‖²: no gradient where a bin is positive, none below 0 elsewhere.
        for (var bin = 0; bin < bank.Bins; bin++)
        {
            var gradient = 0.0;
            for (var band = 0; band < 6; band++)
            {
                var sum = Enumerable.Range(0, bank.Bins).Sum(k => bank[band, k] * bins[k]);
                gradient += bank[band, bin] * (sum - (band == 2 ? 1 : 0)) / Enumerable.Range(0, bank.Bins).Sum(k => bank[band, k] * bank[band, k]);
            }

            Assert.True(bins[bin] > 1e-6 ? Math.Abs(gradient) < 1e-3 : gradient > -1e-3, $"Bin {bin} is {bins[bin]:g3} with the gradient {gradient:g3}.");
        }
    }

    [Fact]
    public void Spectrum_is_nearer_to_the_original_than_the_pseudo_inverse_cut_off_at_zero()
    {
        // Music of a few partials over noise; the spectrum before the filters is known.
        var options = MelSpectrogramOptions.Librosa;
        using var power = new Stft(new() { SampleRate = 22_050, HopLength = 512, EdgePadding = EdgePadding.Zero, Output = SpectrumKind.Power }).to(ScalarType.Float64);
        using var signal = tensor(Enumerable.Range(1, 8)
            .Select(partial => TestSignals.Sine(16_000, 220 * partial, 22_050, 0.5 / partial)).Append(TestSignals.Noise(16_000, seed: 5, amplitude: 0.01))
            .Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]));
        using var original = ((nn.Module<Tensor, Tensor>)power).call(signal)[0];
        var bank = new MelFilterBank(options);
        using var weights = tensor(bank.Weights, [bank.Bands, bank.Bins]);
        using var bands = weights.matmul(original);
        var pseudo = Matrix<double>.Build.Dense(bank.Bands, bank.Bins, (band, bin) => bank[band, bin]).PseudoInverse();
        using var cut = tensor(pseudo.ToRowMajorArray(), [bank.Bins, bank.Bands]).matmul(bands).clamp_min(0);
        using var inverse = new InverseMel(options);

        Assert.True(Distance(inverse.call(bands)) < Distance(cut), $"{Distance(inverse.call(bands))} against {Distance(cut)}");
        Assert.InRange(Distance(inverse.call(bands)), 0, 0.75);

        // Of magnitudes, as Griffin and Lim's phases take them.
        double Distance(Tensor found) => ((found.sqrt() - original.sqrt()).square().sum() / original.sum()).sqrt().item<double>();
    }

    [Fact]
    public void Tone_comes_back_in_its_band()
    {
        var options = MelSpectrogramOptions.Librosa;
        using var mel = new MelSpectrogram(options);
        using var inverse = new InverseMel(options);
        using var spectrum = inverse.call(mel.call(tensor(TestSignals.Sine(8_000, 1_000, 22_050), dtype: ScalarType.Float32)));

        var peak = spectrum[0, .., 8].argmax().item<long>() * 22_050.0 / 2048;
        Assert.InRange(peak, 960, 1_040);
    }

    [Fact]
    public void Frame_does_not_depend_on_its_batch_and_silence_is_silent()
    {
        using var inverse = new InverseMel(MelSpectrogramOptions.Librosa);
        using var bands = tensor(TestSignals.Noise(2 * 128 * 9, seed: 4), [2, 1, 128, 9], dtype: ScalarType.Float32).abs();
        bands[1].mul_(1e4);
        bands[0, 0, .., 3].fill_(0);
        using var together = inverse.call(bands);

        TensorAssert.Close(inverse.call(bands[0]), together[0], 0);
        TensorAssert.Close(inverse.call(bands.narrow(3, 5, 1)), together.narrow(3, 5, 1), 0);
        Assert.Equal(0, together[0, 0, .., 3].max().item<float>());
    }

    [Fact]
    public void What_cannot_be_inverted_is_an_error()
    {
        using var inverse = new InverseMel(Small);

        Assert.Contains("frequency=3", Assert.Throws<ArgumentException>(() => inverse.call(zeros(4, 5))).Message);
        Assert.Contains("must not be below 0", Assert.Throws<ArgumentException>(() => inverse.call(full([3, 5], -1f))).Message);
        Assert.Contains("must be finite", Assert.Throws<ArgumentException>(() => inverse.call(full([3, 5], float.NaN))).Message);
        Assert.Contains("Float32 or Float64", Assert.Throws<ArgumentException>(() => inverse.call(zeros([3, 5], dtype: ScalarType.Int64))).Message);
        Assert.Contains("Set Compression to None", Assert.Throws<ArgumentException>(() => new InverseMel(MelSpectrogramOptions.Musicnn)).Message);
        Assert.Contains("Set Trainable to false", Assert.Throws<ArgumentException>(() => new InverseMel(Small with { Trainable = true })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new InverseMelOptions { Tolerance = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new InverseMelOptions { MaxIterations = 0 });
    }
}
