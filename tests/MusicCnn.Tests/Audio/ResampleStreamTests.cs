using MusicCnn.Audio.Internal;
using MusicCnn.Signals;

namespace MusicCnn.Tests.Audio;

/// <summary>A signal resampled in pieces is the whole signal resampled, bit for bit, wherever it is cut.</summary>
public class ResampleStreamTests
{
    [Theory]
    [InlineData(44_100, 16_000)]
    [InlineData(22_050, 16_000)]
    [InlineData(48_000, 16_000)]
    [InlineData(8_000, 16_000)]
    [InlineData(11_025, 16_000)]
    [InlineData(16_001, 16_000)]
    public void Pieces_of_any_length_give_the_same_samples(int from, int to)
    {
        var random = new Random(from);
        foreach (var length in new[] { 1, 150, 20_000 })
        {
            float[] signal = [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - 0.5))];
            var expected = new AudioClip(signal, from).Resampled(to, ResampleOptions.KaiserBest).Channel(0).ToArray();
            foreach (var longest in new[] { 1, 700, 30_000 })
            {
                var stream = new ResampleStream(from, to, ResampleOptions.KaiserBest);
                List<float> actual = [];
                for (var start = 0; start < length;)
                {
                    var piece = Math.Min(length - start, random.Next(longest == 1 && length > 150 ? 500 : 1, longest + 500));
                    actual.AddRange(stream.Push(signal.AsSpan(start, piece)));
                    start += piece;
                }

                actual.AddRange(stream.Finish());
                Assert.Equal(expected, actual);
            }
        }
    }
}
