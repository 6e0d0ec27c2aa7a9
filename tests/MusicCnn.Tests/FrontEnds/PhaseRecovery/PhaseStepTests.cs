using MusicCnn.FrontEnds.PhaseRecovery;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.PhaseRecovery;

/// <summary>Holds the two ways to compute a step together: one pass in double precision, and tensors.</summary>
public class PhaseStepTests
{
    [Fact]
    public void Both_ways_give_one_step()
    {
        // More values than one task computes, not a multiple of them.
        using var magnitudes = Random(seed: 1, complexParts: 1).abs();
        using var rebuilt = Random(seed: 2, complexParts: 2).view_as_complex();
        using var previous = Random(seed: 3, complexParts: 2).view_as_complex();
        using var wide = previous.to(ScalarType.ComplexFloat64);

        var expected = PhaseStep.Transformed(magnitudes.to(ScalarType.Float64), rebuilt.to(ScalarType.ComplexFloat64), wide, 0.4);
        var actual = PhaseStep.Run(magnitudes, rebuilt, previous, 0.4);

        Assert.Equal(expected[0], actual[0], expected[0] * Tolerance.Float64);
        Assert.Equal(expected[1], actual[1], expected[1] * Tolerance.Float64);
        TensorAssert.CloseToPeak(TensorAssert.Values(wide), previous, Tolerance.Float32Rounding);
    }

    [Theory]
    [InlineData(1e-30)]
    [InlineData(1e-40)]
    public void Faint_transforms_keep_their_phase_and_silent_ones_give_nothing(double faint)
    {
        // Six values: four at a time, and two that are left.
        using var magnitudes = ones([1, 6, 1]);
        using var rebuilt = tensor([3 * faint, -4 * faint, 0, 0], [1, 2, 1, 2], dtype: ScalarType.Float32).repeat(1, 3, 1, 1).view_as_complex();
        using var previous = zeros_like(rebuilt);

        PhaseStep.Run(magnitudes, rebuilt, previous, 0.5);

        // What is far above the smallest normal number, 1e-38, has the magnitude given; what is below it falls off, and nothing explodes.
        var expected = faint > 1e-38 ? 1 : 5e-40 / (5e-40 + 1.17549435e-38);
        double[] pair = [0.6 * expected, -0.8 * expected, 0, 0];
        TensorAssert.Close([.. pair, .. pair, .. pair], previous.view_as_real(), 1e-5);
    }

    private static Tensor Random(int seed, int complexParts)
    {
        var values = tensor(TestSignals.Noise(2 * 101 * 211 * complexParts, seed), [2, 101, 211, complexParts], dtype: ScalarType.Float32);
        return complexParts == 1 ? values.squeeze(-1) : values;
    }
}
