using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class TonnetzTests
{
    [Theory]
    [InlineData(0, new[] { 0, 1, 0, 1, 0, 0.5 })]
    [InlineData(7, new[] { 0.5, 0.8660254, 1, 0, 0.4330127, -0.25 })]
    public void Single_notes_lie_where_published(int note, double[] expected)
    {
        using var tonnetz = new Tonnetz();
        tonnetz.to(ScalarType.Float64);
        var frame = new double[12];
        frame[note] = 3;

        TensorAssert.Close(expected, tonnetz.call(tensor(frame, [12, 1])), Tolerance.Printed * 3); // seven digits
    }

    [Fact]
    public void Image_follows_the_definition()
    {
        var chroma = TestSignals.Noise(24 * 3, seed: 5).Select(Math.Abs).ToArray();
        double[] steps = [7 / 6.0, 7 / 6.0, 1.5, 1.5, 2 / 3.0, 2 / 3.0];
        var expected = new double[6 * 3];
        for (var p = 0; p < 6; p++)
        {
            for (var t = 0; t < 3; t++)
            {
                var sum = Enumerable.Range(0, 24).Sum(c => chroma[(c * 3) + t]);
                expected[(p * 3) + t] = (p < 4 ? 1 : 0.5)
                    * Enumerable.Range(0, 24).Sum(c => Math.Cos(Math.PI * ((steps[p] * c / 2) - (p % 2 == 0 ? 0.5 : 0))) * chroma[(c * 3) + t] / sum);
            }
        }

        using var tonnetz = new Tonnetz(classes: 24);
        TensorAssert.Close(expected, tonnetz.call(tensor(chroma, [1, 24, 3], dtype: ScalarType.Float32)), Tolerance.Float32Sum);
        tonnetz.to(ScalarType.Float64);
        TensorAssert.Close(expected, tonnetz.call(tensor(chroma, [24, 3])), Tolerance.Float64);
        TensorAssert.Shape([2, 1, 6, 3], tonnetz.call(tensor(chroma, [24, 3]).expand(2, 1, 24, 3)));
    }

    [Fact]
    public void Fifths_are_nearer_than_semitones()
    {
        using var tonnetz = new Tonnetz();
        using var notes = tensor(Enumerable.Range(0, 144).Select(i => i % 13 == 0 ? 1f : 0f).ToArray(), [12, 12]);
        using var places = tonnetz.call(notes);

        Assert.True(Distance(7) < Distance(1));
        Assert.True(Distance(4) < Distance(6));

        double Distance(int note) => (places.select(1, note) - places.select(1, 0)).square().sum().item<float>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradient_agrees_with_central_differences_at_silence_too(bool silent)
    {
        using var tonnetz = new Tonnetz(normalizationFloor: 0.1);
        tonnetz.to(ScalarType.Float64);

        GradientCheck.Passes(tonnetz.call, tensor(silent ? new double[36] : TestSignals.Noise(36, seed: 2).Select(Math.Abs).ToArray(), [12, 3]));
    }

    [Fact]
    public void Sizes_must_be_above_zero()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tonnetz(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tonnetz(12, 0));
        using var tonnetz = new Tonnetz();
        Assert.Throws<ArgumentException>(() => tonnetz.call(zeros(12, 3, dtype: ScalarType.Float64)));
    }
}
