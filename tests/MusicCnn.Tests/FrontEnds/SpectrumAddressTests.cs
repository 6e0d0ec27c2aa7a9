using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MusicCnn.FrontEnds;
using MusicCnn.Internal;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

/// <summary>
/// A spectrum made of a managed array of doubles lies at a multiple of 8 bytes; libtorch's loops over complex doubles want 16.
/// libtorch 2.10 ends the process in both transforms, libtorch 1.13 in other operations only.
/// </summary>
public class SpectrumAddressTests
{
    [Fact]
    public void Complex_doubles_are_copied_to_a_multiple_of_sixteen_bytes()
    {
        using var scope = NewDisposeScope();
        double[] parts = [1, 2, 3, 4, 5, 6];
        var numbers = Shared(parts, 3);

        var readable = ComplexPairs.Readable(numbers);

        Assert.Equal(0, Address(readable) % 16);
        Assert.Equal(parts, TensorAssert.Values(readable));
        Assert.Equal([1, -2, 3, -4, 5, -6], TensorAssert.Values(ComplexPairs.Readable(numbers.conj())));
    }

    [Fact]
    public void Inverse_transform_reads_spectra_at_any_multiple_of_eight_bytes()
    {
        using var inverse = new InverseStft(new() { SampleRate = 8_000, FftSize = 16, HopLength = 8 }).to(ScalarType.Float64);

        Reads(inverse, 2, 9, 6);
    }

    [Fact]
    public void Inverse_constant_q_reads_transforms_at_any_multiple_of_eight_bytes()
    {
        var options = new ConstantQOptions
        {
            SampleRate = 8_000,
            MinFrequency = 1_000,
            BinsPerOctave = 12,
            Bins = 7,
            HopLength = 16,
            Output = SpectrumKind.Complex,
        };
        using var inverse = new InverseConstantQ(options, new() { RelativeResidual = 0.1 }).to(ScalarType.Float64);

        Reads(inverse, 2, 7, 5);
    }

    private static void Reads(nn.Module<Tensor, Tensor> inverse, params long[] shape)
    {
        var noise = TestSignals.Noise(2 * (int)shape.Aggregate((product, size) => product * size), seed: 3);
        using var scope = NewDisposeScope();
        var expected = inverse.call(view_as_complex(tensor(noise, [.. shape, 2]).clone()));

        var actual = inverse.call(Shared(noise, shape));

        TensorAssert.Close(expected, actual, 0);
    }

    /// <summary>Returns complex numbers that share the memory of a managed array at an odd multiple of 8 bytes.</summary>
    private static Tensor Shared(double[] parts, params long[] shape)
    {
        // Arrays of an even number of doubles follow each other at distances of an odd multiple of 8 bytes.
        var arrays = Enumerable.Range(0, 64).Select(_ => GC.AllocateArray<double>(parts.Length, pinned: true)).ToArray();
        var array = arrays.First(candidate => Address(MemoryMarshal.AsBytes<double>(candidate)) % 16 == 8);
        parts.CopyTo(array, 0);
        var numbers = view_as_complex(from_array(array).reshape([.. shape, 2]));
        Assert.Equal(8, Address(numbers) % 16);
        return numbers;
    }

    private static long Address(Tensor values) => Address(values.bytes);

    private static unsafe long Address(ReadOnlySpan<byte> values) => (long)Unsafe.AsPointer(ref MemoryMarshal.GetReference(values));
}
