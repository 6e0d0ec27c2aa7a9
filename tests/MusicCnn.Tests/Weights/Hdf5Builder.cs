using System.Text;

namespace MusicCnn.Tests.Weights;

/// <summary>Puts HDF5 files of the classic format together byte by byte, as the specification lays them out, and remembers where things lie.</summary>
internal sealed class Hdf5Builder
{
    private const ulong Undefined = ulong.MaxValue;

    private static readonly byte[] Float32 = [0x11, 0x20, 0x1F, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0, 0, 0, 0, 0];

    private static readonly byte[] Float64 = [0x11, 0x20, 0x3F, 0, 8, 0, 0, 0, 0, 0, 64, 0, 52, 11, 0, 52, 255, 3, 0, 0, 0, 0, 0, 0];

    private readonly List<byte> _file = [.. new byte[96]];

    /// <summary>Gets the address of the B-tree node written last, the upper one of two levels.</summary>
    public int Tree { get; private set; }

    /// <summary>Gets the address of the symbol table node written last.</summary>
    public int Leaf { get; private set; }

    /// <summary>Gets the address of the last dataset's layout message.</summary>
    public int Layout { get; private set; }

    /// <summary>Gets the address of the last dataset's messages.</summary>
    public int Messages { get; private set; }

    /// <summary>Gets the address of the global heap written last.</summary>
    public int Heap { get; private set; }

    /// <summary>Returns a file with <c>model_weights/layer/layer/parameter</c> for each dataset, in one group for each layer, and with Keras's lists of names.</summary>
    public static byte[] Keras(IEnumerable<(string Layer, string Parameter, long[] Shape, float[] Values)> weights, int treeLevels = 1, bool lists = true)
    {
        var builder = new Hdf5Builder();
        var layers = weights.GroupBy(weight => weight.Layer).Select(layer =>
        {
            var inner = builder.Group([.. layer.Select(weight => (weight.Parameter, builder.Dataset(weight.Shape, weight.Values)))], treeLevels);
            byte[][] names = lists ? [Texts("weight_names", [.. layer.Select(weight => $"{layer.Key}/{weight.Parameter}")])] : [];
            return (layer.Key, builder.Group([(layer.Key, inner)], treeLevels, names));
        }).ToList();
        byte[][] version = lists ? [builder.HeapText("keras_version", "2.2.4-tf")] : [];
        byte[][] all = lists ? [Texts("layer_names", [.. layers.Select(layer => layer.Key)])] : [];
        return builder.Finish(builder.Group([("model_weights", builder.Group(layers, treeLevels, all))], treeLevels, version));
    }

    /// <summary>Returns an attribute of texts of one length, filled up with zeros.</summary>
    public static byte[] Texts(string name, params string[] texts)
    {
        var size = texts.Max(text => Encoding.UTF8.GetByteCount(text));
        byte[] values = [.. texts.SelectMany(text => (byte[])[.. Encoding.UTF8.GetBytes(text), .. new byte[size - Encoding.UTF8.GetByteCount(text)]])];
        return Attribute(name, [0x13, 1, 0, 0, .. BitConverter.GetBytes(size)], [texts.Length], values);
    }

    /// <summary>Returns an attribute of numbers.</summary>
    public static byte[] Numbers(string name, params double[] numbers) => Attribute(name, Float64, [numbers.Length], [.. numbers.SelectMany(BitConverter.GetBytes)]);

    /// <summary>Returns an attribute, message and all.</summary>
    public static byte[] Attribute(string name, byte[] type, long[] shape, byte[] values)
    {
        byte[] space = [1, (byte)shape.Length, 0, 0, 0, 0, 0, 0, .. shape.SelectMany(BitConverter.GetBytes)];
        byte[] text = [.. Encoding.UTF8.GetBytes(name), 0];
        return Message(
            0x0C, [1, 0, .. BitConverter.GetBytes((ushort)text.Length), .. BitConverter.GetBytes((ushort)type.Length), .. BitConverter.GetBytes((ushort)space.Length), .. Padded(text), .. Padded(type), .. Padded(space), .. values]);
    }

    /// <summary>Returns an attribute of a single text of any length, which it writes into a global heap behind another object.</summary>
    public byte[] HeapText(string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        byte[] objects = [1, 0, 0, 0, 0, 0, 0, 0, .. Number(3), .. new byte[8], 2, 0, 1, 0, 0, 0, 0, 0, .. Number(bytes.Length), .. Padded(bytes), .. new byte[16]];
        Heap = Add([.. "GCOL"u8, 1, 0, 0, 0, .. Number(16 + objects.Length), .. objects]);
        return Attribute(name, [0x19, 1, 1, 0, 16, 0, 0, 0, 0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0], [], [.. BitConverter.GetBytes(bytes.Length), .. Number(Heap), 2, 0, 0, 0]);
    }

    /// <summary>Writes a dataset with its values in front, half of its messages in a continuation block.</summary>
    public int Dataset(long[] shape, float[] values)
    {
        var data = Add([.. values.SelectMany(BitConverter.GetBytes)]);
        var dataspace = Message(0x01, [1, (byte)shape.Length, 0, 0, 0, 0, 0, 0, .. shape.SelectMany(BitConverter.GetBytes)]);
        byte[] layout = Message(0x08, [3, 1, .. Number(data), .. Number(4 * values.Length), 0, 0, 0, 0, 0, 0]);
        Messages = _file.Count;
        byte[] rest = [.. Message(0x05, [2, 2, 1, 0, 0, 0, 0, 0]), .. dataspace, .. layout];
        Layout = _file.Count + rest.Length - layout.Length + 8;
        var continued = Add(rest);
        return Header([.. Message(0x12, new byte[8]), .. Message(0x03, Float32), .. Message(0x10, [.. Number(continued), .. Number(rest.Length)])], count: 6);
    }

    /// <summary>Writes a group of at most two entries in a leaf.</summary>
    public int Group(IReadOnlyList<(string Name, int Address)> entries, int treeLevels = 1, params byte[][] attributes)
    {
        var names = new List<byte>(new byte[8]);
        var children = new List<int>();
        foreach (var chunk in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).Chunk(2))
        {
            var leaf = new List<byte>([.. "SNOD"u8, 1, 0, (byte)chunk.Length, 0]);
            foreach (var (name, address) in chunk)
            {
                leaf.AddRange([.. Number(names.Count), .. Number(address), .. new byte[24]]);
                names.AddRange([.. Encoding.UTF8.GetBytes(name), 0]);
            }

            children.Add(Leaf = Add([.. leaf]));
        }

        for (var level = 0; level < treeLevels; level++)
            children = [.. children.Chunk(3).Select(chunk => Node(level, chunk))];
        Tree = children.Count == 1 ? children[0] : Node(treeLevels, [.. children]);
        var segment = Add([.. names]);
        var heap = Add([.. "HEAP"u8, 0, 0, 0, 0, .. Number(names.Count), .. BitConverter.GetBytes(Undefined), .. Number(segment)]);
        return Header([.. attributes.SelectMany(attribute => attribute), .. Message(0x11, [.. Number(Tree), .. Number(heap)])], (byte)(attributes.Length + 1));
    }

    /// <summary>Writes the superblock and returns the file.</summary>
    public byte[] Finish(int root)
    {
        byte[] superblock =
        [
            0x89, .. "HDF\r\n"u8, 0x1A, (byte)'\n', 0, 0, 0, 0, 0, 8, 8, 0, 4, 0, 16, 0, 0, 0, 0, 0, .. Number(0), .. BitConverter.GetBytes(Undefined),
            .. Number(_file.Count), .. BitConverter.GetBytes(Undefined), .. Number(0), .. Number(root),
        ];
        for (var i = 0; i < superblock.Length; i++)
            _file[i] = superblock[i];
        return [.. _file];
    }

    private int Node(int level, int[] children)
    {
        var node = new List<byte>([.. "TREE"u8, 0, (byte)level, (byte)children.Length, 0, .. BitConverter.GetBytes(Undefined), .. BitConverter.GetBytes(Undefined), .. Number(0)]);
        foreach (var child in children)
            node.AddRange([.. Number(child), .. Number(8)]);
        return Add([.. node]);
    }

    private int Header(byte[] messages, byte count) =>
        Add([1, 0, count, 0, 1, 0, 0, 0, .. BitConverter.GetBytes(messages.Length), 0, 0, 0, 0, .. messages]);

    private int Add(byte[] bytes)
    {
        while (_file.Count % 8 != 0)
            _file.Add(0);
        var address = _file.Count;
        _file.AddRange(bytes);
        return address;
    }

    private static byte[] Message(byte type, byte[] data)
    {
        var padded = Padded(data);
        return [type, 0, .. BitConverter.GetBytes((ushort)padded.Length), 0, 0, 0, 0, .. padded];
    }

    private static byte[] Padded(byte[] data) => [.. data, .. new byte[(8 - data.Length % 8) % 8]];

    private static byte[] Number(int number) => BitConverter.GetBytes((long)number);
}
