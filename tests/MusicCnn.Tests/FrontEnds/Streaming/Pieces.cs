using MusicCnn.FrontEnds.Streaming;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.Streaming;

/// <summary>Cuts signals into pieces and puts the images of the pieces together.</summary>
internal static class Pieces
{
    /// <summary>Returns sizes that add up to a number of samples. The first splittings are the whole, single samples and halves; the rest is random, sizes
    /// of every order of magnitude.</summary>
    public static int[] Split(int samples, int splitting)
    {
        switch (splitting)
        {
            case 0:
                return [samples];
            case 1:
                return [.. Enumerable.Repeat(1, samples)];
            case 2 when samples > 1:
                return [samples / 2, samples - (samples / 2)];
        }

        var random = new Random(splitting);
        var largest = Math.Pow(samples, random.NextDouble());
        var sizes = new List<int>();
        for (var rest = samples; rest > 0; rest -= sizes[^1])
            sizes.Add(Math.Min(rest, 1 + (int)Math.Pow(largest, random.NextDouble())));
        return [.. sizes];
    }

    /// <summary>Returns the image that a stream gives of a waveform in pieces, frames of the end included.</summary>
    public static Tensor Image(FrontEndStream stream, Tensor waveform, int[] sizes)
    {
        using var scope = NewDisposeScope();
        var parts = new List<Tensor>();
        var start = 0;
        foreach (var size in sizes)
        {
            parts.Add(stream.Push(waveform.narrow(-1, start, size)));
            start += size;
        }

        parts.Add(stream.Flush());
        return cat(parts, -1).MoveToOuterDisposeScope();
    }

    /// <summary>Fails unless a stream gives the very bits of the image of the whole, for a number of splittings.</summary>
    public static void RequireSameBits(IStreamableFrontEnd frontEnd, Tensor waveform, int splittings)
    {
        using var scope = NewDisposeScope();
        using var stream = frontEnd.OpenStream();
        var expected = TensorAssert.Values(((nn.Module<Tensor, Tensor>)frontEnd).call(waveform));
        for (var splitting = 0; splitting < splittings; splitting++)
        {
            var actual = TensorAssert.Values(Image(stream, waveform, Split((int)waveform.shape[^1], splitting)));
            Assert.True(expected.Length == actual.Length, $"Splitting {splitting}: {expected.Length} values of the whole, but {actual.Length} of the pieces.");
            for (var i = 0; i < expected.Length; i++)
            {
                if (BitConverter.DoubleToInt64Bits(expected[i]) != BitConverter.DoubleToInt64Bits(actual[i]))
                    Assert.Fail(FormattableString.Invariant($"Splitting {splitting}, value {i}: {expected[i]:R} of the whole, but {actual[i]:R} of the pieces."));
            }
        }
    }
}
