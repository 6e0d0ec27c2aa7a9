using System.Numerics;
using System.Text;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

public class NpyArrayTests
{
    /// <summary>What numpy.save (1.24.2) writes for numpy.arange(6, dtype='f4').reshape(2, 3), before the data.</summary>
    private static readonly string Header =
        "\u0093NUMPY\u0001\0v\0{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" + new string(' ', 58) + "\n";

    [Fact]
    public void A_file_has_the_bytes_that_NumPy_writes()
    {
        var file = Saved(NpyArray.Create<float>([0, 1, 2, 3, 4, 5], [2, 3]));

        Assert.Equal(128 + 24, file.Length);
        Assert.Equal(Header, Encoding.Latin1.GetString(file, 0, 128));
        Assert.Equal("000000000000803F0000004000004040000080400000A040", Convert.ToHexString(file, 128, 24));
    }

    [Theory]
    [InlineData("'<f4'", "()", 1)]
    [InlineData("'|b1'", "(5,)", 5)]
    [InlineData("'<c16'", "(0, 3)", 0)]
    public void A_header_writes_types_and_shapes_as_Python_does(string descr, string shape, int count)
    {
        var sizes = shape.Trim('(', ')').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        long[] dimensions = [.. sizes.Select(long.Parse)];
        var array = descr switch
        {
            "'<f4'" => NpyArray.Create<float>(new float[count], dimensions),
            "'|b1'" => NpyArray.Create<bool>(new bool[count], dimensions),
            _ => NpyArray.Create<Complex>(new Complex[count], dimensions),
        };

        var text = Encoding.Latin1.GetString(Saved(array));

        Assert.Contains($"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}", text, StringComparison.Ordinal);
        Assert.Equal(0, (text.IndexOf('\n', StringComparison.Ordinal) + 1) % 64);
    }

    [Fact]
    public void Every_type_survives_a_file()
    {
        RoundTrip<bool>([true, false, true]);
        RoundTrip<sbyte>([sbyte.MinValue, 0, sbyte.MaxValue]);
        RoundTrip<byte>([0, 1, byte.MaxValue]);
        RoundTrip<short>([short.MinValue, 0, short.MaxValue]);
        RoundTrip<ushort>([0, 1, ushort.MaxValue]);
        RoundTrip<int>([int.MinValue, 0, int.MaxValue]);
        RoundTrip<uint>([0, 1, uint.MaxValue]);
        RoundTrip<long>([long.MinValue, 0, long.MaxValue]);
        RoundTrip<ulong>([0, 1, ulong.MaxValue]);
        RoundTrip<Half>([Half.MinValue, (Half)0.5f, Half.NaN]);
        RoundTrip<float>([float.MinValue, float.Epsilon, float.NaN]);
        RoundTrip<double>([double.MinValue, double.Epsilon, double.NegativeInfinity]);
        RoundTrip<(float, float)>([(1, 2), (3, -4), (0, float.NaN)]);
        RoundTrip<Complex>([new(1, 2), new(3, -4), Complex.Zero]);
    }

    [Theory]
    [InlineData("<f4", "00000000 0000803F 00000040 00004040 00008040 0000A040")]
    [InlineData(">f4", "00000000 3F800000 40000000 40400000 40800000 40A00000")]
    [InlineData("=i2", "0000 0100 0200 0300 0400 0500")]
    [InlineData(">u8", "0000000000000000 0000000000000001 0000000000000002 0000000000000003 0000000000000004 0000000000000005")]
    [InlineData(">f2", "0000 3C00 4000 4200 4400 4500")]
    [InlineData("|i1", "00 01 02 03 04 05")]
    public void Both_byte_orders_give_the_same_numbers(string descr, string data)
    {
        var array = Loaded(File($"{{'descr': '{descr}', 'fortran_order': False, 'shape': (2, 3), }}", data));

        Assert.Equal([2L, 3L], array.Shape);
        Assert.Equal([0.0, 1, 2, 3, 4, 5], array.ToDoubles());
    }

    [Theory]
    [InlineData(">c8", "3F800000 40000000")]
    [InlineData("<c8", "0000803F 00000040")]
    public void Both_parts_of_a_complex_number_have_the_byte_order(string descr, string data) =>
        Assert.Equal([(1f, 2f)], Loaded(File($"{{'descr': '{descr}', 'fortran_order': False, 'shape': (), }}", data)).AsSpan<(float, float)>().ToArray());

    [Fact]
    public void Fortran_order_becomes_C_order()
    {
        // Element (i, j, k) of this 2×3×2 array is 100 i + 10 j + k; the first index runs fastest.
        var data = string.Concat(
            from k in Enumerable.Range(0, 2)
            from j in Enumerable.Range(0, 3)
            from i in Enumerable.Range(0, 2)
            select $"{(100 * i) + (10 * j) + k:X2}");

        var array = Loaded(File("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 2), }", data));

        Assert.Equal([0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121], array.AsSpan<byte>().ToArray());
    }

    [Theory]
    [InlineData("b1", 1)]
    [InlineData("i2", 2)]
    [InlineData("f4", 4)]
    [InlineData("f8", 8)]
    [InlineData("c16", 16)]
    public void Fortran_order_is_undone_for_elements_of_every_size(string code, int size)
    {
        // A 2×2 matrix of which the elements consist of zeros and ones only, and all differ from their neighbor.
        var element = (int value) => string.Concat(Enumerable.Repeat($"{value:X2}", size));

        var array = Loaded(File($"{{'descr': '<{code}', 'fortran_order': True, 'shape': (2, 2), }}", element(0) + element(0) + element(1) + element(1)));

        Assert.Equal(element(0) + element(1) + element(0) + element(1), Convert.ToHexString(Saved(array)[128..]));
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }")]
    [InlineData("{\"shape\":(3,),\"descr\":\"<f4\",\"fortran_order\":False}\n")]
    [InlineData(" { 'fortran_order' : False , 'descr' : 'f4' , 'shape' : ( 3L , ) } \n")]
    public void A_header_may_be_written_in_any_way_that_Python_allows(string header) =>
        Assert.Equal([1f, 2, 3], Loaded(File(header, "0000803F 00000040 00004040")).AsSpan<float>().ToArray());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void All_three_versions_are_read(int version) => Assert.Equal(
        [3L], Loaded(File("{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }", "010203", version)).Shape);

    [Fact]
    public void A_single_number_has_no_size_and_an_empty_array_no_number()
    {
        Assert.Equal([42L], Loaded(Saved(NpyArray.Create<long>([42], []))).AsSpan<long>().ToArray());
        Assert.Empty(Loaded(Saved(NpyArray.Create<long>([42], []))).Shape);

        var empty = Loaded(Saved(NpyArray.Create<float>([], [4, 0, 2])));
        Assert.Equal([4L, 0, 2], empty.Shape);
        Assert.Equal(0, empty.Count);
    }

    [Fact]
    public void Arrays_that_follow_each_other_in_a_stream_are_read_one_by_one()
    {
        using var stream = new MemoryStream();
        NpyArray.Create<int>([1, 2]).Save(stream);
        NpyArray.Create<double>([0.5]).Save(stream);
        stream.Position = 0;

        Assert.Equal([1, 2], NpyArray.Load(stream).AsSpan<int>().ToArray());
        Assert.Equal([0.5], NpyArray.Load(stream).AsSpan<double>().ToArray());
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void A_tensor_of_every_common_type_survives()
    {
        using var scope = NewDisposeScope();
        foreach (var type in new[] { ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64, ScalarType.Float16, ScalarType.Float32, ScalarType.Float64 })
        {
            var tensor = arange(2, 8, dtype: ScalarType.Float32).reshape(2, 3).t().to_type(type);

            var back = NpyArray.FromTensor(tensor).ToTensor();

            Assert.Equal(type, back.dtype);
            Assert.Equal([3L, 2L], back.shape);
            Assert.True(back.to_type(ScalarType.Float64).Equals(tensor.to_type(ScalarType.Float64)), $"{type}");
        }
    }

    [Fact]
    public void A_tensor_that_is_conjugate_negative_or_needs_a_gradient_is_saved_as_it_reads()
    {
        using var scope = NewDisposeScope();
        var numbers = complex(tensor(new float[] { 1, 2 }), tensor(new float[] { 3, -4 }));

        Assert.Equal([(1f, -3f), (2f, 4f)], NpyArray.FromTensor(numbers.conj()).AsSpan<(float, float)>().ToArray());
        Assert.Equal([-3f, 4f], NpyArray.FromTensor(numbers.conj().imag).AsSpan<float>().ToArray());
        Assert.Equal([1f, 1f], NpyArray.FromTensor(ones(2, requires_grad: true)).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Scalars_and_empty_tensors_survive()
    {
        using var scope = NewDisposeScope();

        Assert.Empty(NpyArray.FromTensor(tensor(1.5f)).ToTensor().shape);
        Assert.Equal(1.5f, NpyArray.FromTensor(tensor(1.5f)).ToTensor().item<float>());
        Assert.Equal([0L, 4L], NpyArray.FromTensor(zeros(0, 4)).ToTensor().shape);
    }

    [Fact]
    public void What_files_or_tensors_cannot_hold_is_refused_with_the_remedy()
    {
        using var brain = zeros(1).to_type(ScalarType.BFloat16);

        Assert.Contains("to_type(ScalarType.Float32)", Assert.Throws<ArgumentException>(() => NpyArray.FromTensor(brain)).Message);
        Assert.Contains("UInt16", Assert.Throws<NotSupportedException>(() => NpyArray.Create<ushort>([1]).ToTensor()).Message);
        Assert.Contains("but not Decimal", Assert.Throws<ArgumentException>(() => NpyArray.Create<decimal>([1])).Message);
        Assert.Contains("(2, 2) has 4 elements, but got 3", Assert.Throws<ArgumentException>(() => NpyArray.Create<byte>([1, 2, 3], [2, 2])).Message);
        Assert.Contains("but not as Double", Assert.Throws<InvalidOperationException>(() => _ = NpyArray.Create<float>([1]).AsSpan<double>()).Message);
        Assert.Contains("Complex128", Assert.Throws<InvalidOperationException>(() => NpyArray.Create<Complex>([1]).ToDoubles()).Message);
    }

    private static void RoundTrip<T>(T[] values)
        where T : unmanaged
    {
        Assert.Equal(values, Loaded(Saved(NpyArray.Create<T>(values))).AsSpan<T>().ToArray());
        var square = Loaded(Saved(NpyArray.Create<T>([.. values, values[0]], [2, 2])));
        Assert.Equal([2L, 2L], square.Shape);
        Assert.Equal(values[2], square.AsSpan<T>()[2]);
    }

    private static NpyArray Loaded(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return NpyArray.Load(stream);
    }

    private static byte[] Saved(NpyArray array)
    {
        using var stream = new MemoryStream();
        array.Save(stream);
        return stream.ToArray();
    }

    private static byte[] File(string header, string hex, int version = 1) => NpyFileText.Build(header, hex, version);
}
