using MusicCnn.Audio;
using MusicCnn.Tests.Audio;
using MusicCnn.Weights;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

/// <summary>Twenty thousand damaged files of each format that the library reads by itself.</summary>
/// <remarks>Tensors lie outside of managed memory: what a reader is about to take for one is asserted before it is asked to. That every value read is one of
/// the file's own, in its place, is asserted by finding the bytes of each array in the file.</remarks>
public class HostileFilesTests(ITestOutputHelper output)
{
    private const int Rounds = 20_000;

    private static readonly float[] Values = [1, -2, 0.5f, 3, 1e-9f, 6];

    [Fact]
    public void Hdf5_with_trees_lists_of_names_and_a_heap()
    {
        (string, string, long[], float[])[] weights =
            [("dense", "kernel:0", [2, 3], Values), ("dense", "bias:0", [3], [7, 8, 9]), ("norm", "gamma_1:0", [1], [1]), ("norm", "beta_1:0", [1], [0]), ("norm", "moving_mean_1:0", [1], [0])];

        Run([Hdf5Builder.Keras(weights), Hdf5Builder.Keras(weights, treeLevels: 2), Hdf5Builder.Keras(weights, lists: false)], file =>
        {
            using var scope = NewDisposeScope();
            using var opened = Hdf5File.Open(new MemoryStream(file));
            foreach (var name in opened.Names)
            {
                RequireWithin(opened.Form(name), file);
                RequireIn(file, opened.Load(name));
            }

            _ = KerasNames.Datasets(opened);
            foreach (var name in opened.AttributeNames(""))
                _ = opened.Attribute("", name);
        });
    }

    [Fact]
    public void Safetensors() => Run([Written((stream, tensors) => SafeTensors.Write(stream, tensors)), Written((stream, tensors) => SafeTensors.Write(stream, tensors, new Dictionary<string, string> { ["format"] = "pt" }))], file =>
    {
        using var scope = NewDisposeScope();
        using var opened = SafeTensors.Read(new MemoryStream(file));
        foreach (var info in opened.Tensors)
        {
            RequireWithin(new(info.Type, info.Shape), file);
            RequireIn(file, opened.Load(info.Name));
        }
    });

    [Fact]
    public void The_dat_files_of_torchsharp() => Run([Written(TorchSharpDat.Write)], file =>
    {
        using var scope = NewDisposeScope();
        foreach (var entry in TorchSharpDatIndex.Read(new MemoryStream(file)))
            RequireWithin(entry.Form, file);
        foreach (var tensor in TorchSharpDat.Read(new MemoryStream(file)).Values)
            RequireIn(file, tensor);
    });

    [Fact]
    public void Npy() => Run(
        [
            // Filled up with blanks, as NumPy does, which leaves room for more digits.
            NpyFileText.Build("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }                    \n", "0000803F 00000040 00004040"),
            NpyFileText.Build("{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }\n", "0001 0002 0003 0004 0005 0006", version: 2),
            NpyFileText.Build("{'descr': '|b1', 'fortran_order': False, 'shape': (2, 2), }\n", "00 01 00 01", version: 3),
            NpyFileText.Build("{'descr': '<c16', 'fortran_order': False, 'shape': (), }\n", new string('0', 32)),
        ],
        file =>
        {
            using var stream = new MemoryStream(file);
            var array = NpyArray.Load(stream);

            // Its elements are the bytes in front of where the stream stands, in some order.
            Assert.Equal(array.Shape.Aggregate(1L, (product, size) => product * size), array.Count);
            using var saved = new MemoryStream();
            array.Save(saved);
            var header = 10 + BitConverter.ToUInt16(saved.GetBuffer(), 8);
            var data = saved.ToArray()[header..];
            Assert.Equal(file[(int)(stream.Position - data.Length)..(int)stream.Position].Order(), data.Order());
        });

    [Fact]
    public void Npz_with_its_archive_or_its_arrays_damaged()
    {
        KeyValuePair<string, NpyArray>[] arrays = [new("image", NpyArray.Create<float>(Values, [2, 3])), new("zeros", NpyArray.Create<byte>(new byte[3_000]))];
        var contents = arrays.Select(pair => Saved(pair.Value)).ToHashSet();

        Run(
            [Archive(compressed: false), Archive(compressed: true)],
            file =>
            {
                // The checksums leave only names to be wrong.
                foreach (var array in NpzFile.Load(new MemoryStream(file)).Values)
                    Assert.Contains(Saved(array), contents);
            },
            besides: Declared);

        // A sound archive around a damaged array.
        Run(
            [.. arrays.Select(pair => Bytes(pair.Value))],
            file => _ = NpzFile.Load(new MemoryStream(file)),
            besides: Declared,
            wrap: array =>
            {
                using var stream = new MemoryStream();
                using (var archive = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
                {
                    using var entry = archive.CreateEntry("array.npy").Open();
                    entry.Write(array);
                }

                return stream.ToArray();
            });

        byte[] Archive(bool compressed)
        {
            using var stream = new MemoryStream();
            NpzFile.Save(stream, arrays, compressed);
            return stream.ToArray();
        }
    }

    [Fact]
    public void Wav()
    {
        byte[] data = [.. Enumerable.Range(0, 400).Select(i => (byte)(37 * i))];
        Run(
            [
                WavBytes.File(WavBytes.Pcm, 2, 8_000, 16, data), WavBytes.File(WavBytes.Pcm, 1, 8_000, 8, data), WavBytes.ExtensibleFile(WavBytes.Pcm, 1, 44_100, 32, data),
                WavBytes.File(WavBytes.Float, 1, 8_000, 32, [.. Values.SelectMany(BitConverter.GetBytes)]),
            ],
            file =>
            {
                var clip = AudioFile.Load(new MemoryStream(file));

                // No more samples than bytes, and each of them one that a file can hold.
                Assert.True((long)clip.Length * clip.Channels <= file.Length);
                for (var c = 0; c < clip.Channels; c++)
                    Assert.All(clip.Channel(c).ToArray(), sample => Assert.True(float.IsFinite(sample)));
            });
    }

    private void Run(IReadOnlyList<byte[]> originals, Action<byte[]> read, Func<byte[], long>? besides = null, Func<byte[], byte[]>? wrap = null)
    {
        var reading = new HostileReading(originals, read) { Besides = besides ?? (_ => 0), Wrap = wrap ?? (file => file) };

        reading.Run(Rounds, seed: 2_026);

        output.WriteLine($"{reading.Read} read, {reading.Refused} refused, at most {reading.Fullest:P0} of the memory allowed.");
        Assert.True(reading.Read > Rounds / 50, $"Only {reading.Read} were read.");
        Assert.True(reading.Refused > Rounds / 5, $"Only {reading.Refused} were refused.");
    }

    private static byte[] Written(Action<Stream, Dictionary<string, Tensor>> write)
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        write(stream, new()
        {
            ["a"] = tensor(Values, [2, 3]),
            ["empty"] = ones([2, 0, 5], dtype: ScalarType.Int64),
            ["mask"] = tensor([true, false]),
            ["count"] = tensor(7L),
        });
        return stream.ToArray();
    }

    /// <summary>Asserts that a tensor takes no more than the file has.</summary>
    private static void RequireWithin(TensorForm form, byte[] file)
    {
        var elementSize = form.Type switch { ScalarType.ComplexFloat64 => 16, ScalarType.Float64 or ScalarType.Int64 or ScalarType.ComplexFloat32 => 8, _ => 1 };
        Assert.True(form.Shape.Aggregate((Int128)elementSize, (product, size) => product * size) <= file.Length, $"{form} in a file of {file.Length} bytes.");
    }

    private static void RequireIn(byte[] file, Tensor tensor) => Assert.True(file.AsSpan().IndexOf(tensor.bytes) >= 0, "Values that the file does not hold.");

    /// <summary>Returns what the entries of an archive declare to hold, if that can come out of the file; arrays are gathered in pieces, and moved once if they are transposed.</summary>
    private static long Declared(byte[] file)
    {
        try
        {
            using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(file));
            return 4 * Math.Min(archive.Entries.Sum(entry => Math.Min(entry.Length, uint.MaxValue)), 1_032L * file.Length);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or IOException)
        {
            return 0;
        }
    }

    private static string Saved(NpyArray array) => Convert.ToHexString(Bytes(array));

    private static byte[] Bytes(NpyArray array)
    {
        using var stream = new MemoryStream();
        array.Save(stream);
        return stream.ToArray();
    }
}
