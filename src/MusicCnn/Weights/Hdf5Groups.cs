using System.Text;

namespace MusicCnn.Weights;

/// <summary>Walks the groups of an HDF5 file: symbol tables, whose entries lie in the leaves of a B-tree and whose names in a heap.</summary>
internal sealed class Hdf5Groups(Hdf5Source source)
{
    private const int MaxDepth = 32;
    private const int EntryLength = 40;

    private readonly Dictionary<string, Hdf5Dataset> _datasets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Hdf5AttributeMessage>> _attributes = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _visited = [];

    /// <summary>Gets the datasets of the file by path, without a leading slash.</summary>
    public IReadOnlyDictionary<string, Hdf5Dataset> Datasets => _datasets;

    /// <summary>Gets the attributes of each group and dataset by path; that of the root is empty.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Hdf5AttributeMessage>> Attributes => _attributes;

    /// <summary>Returns what the groups of a file hold, from its root down.</summary>
    public static Hdf5Groups Read(Hdf5Source source, ulong root)
    {
        var groups = new Hdf5Groups(source);
        groups.Object(root, "", depth: 0);
        return groups;
    }

    private void Object(ulong address, string path, int depth)
    {
        Visit(address, "object");
        if (depth > MaxDepth)
            throw new InvalidDataException($"The groups of the file lie more than {MaxDepth} deep in each other.");
        var header = Hdf5ObjectHeader.Read(source, address);
        if (!_attributes.TryAdd(path, [.. header.Attributes.Select(message => new Hdf5AttributeMessage(message.Bytes, message.Shared, path))]))
            throw new InvalidDataException($"The file holds '{path}' twice.");
        if (!header.Has(Hdf5ObjectHeader.SymbolTable))
        {
            _datasets.Add(path, Hdf5Dataset.Read(source, header, path));
            return;
        }

        var table = header.Message(Hdf5ObjectHeader.SymbolTable, 16, "symbol table");
        var heap = Heap(Hdf5Source.UInt64(table, 8));
        Node(Hdf5Source.UInt64(table, 0), parentLevel: null, heap, path, depth);
    }

    private byte[] Heap(ulong address)
    {
        var heap = source.ReadSigned(address, 32, "HEAP"u8, "heap of names");
        if (heap[4] != 0)
            throw new InvalidDataException($"The heap of names at byte {address} must have version 0, but has {heap[4]}.");
        return source.Read(Hdf5Source.UInt64(heap, 24), Hdf5Source.UInt64(heap, 8), "names of a group");
    }

    private void Node(ulong address, int? parentLevel, byte[] heap, string path, int depth)
    {
        Visit(address, "B-tree node");
        var prefix = source.ReadSigned(address, 24, "TREE"u8, "B-tree node");
        var (type, level, entries) = (prefix[4], prefix[5], Hdf5Source.UInt16(prefix, 6));
        if (type != 0)
            throw new InvalidDataException($"The B-tree node at byte {address} must be one of groups, type 0, but has type {type}.");
        // Levels fall towards the leaves, which bounds the recursion.
        if (parentLevel is { } parent && level != parent - 1)
            throw new InvalidDataException($"The B-tree node at byte {address} has level {level} below one of level {parent}.");
        var children = source.Read(address + 24, 8 + 16UL * entries, "B-tree node");
        for (var entry = 0; entry < entries; entry++)
        {
            var child = Hdf5Source.UInt64(children, 8 + 16 * entry);
            if (level > 0)
                Node(child, level, heap, path, depth);
            else
                Leaf(child, heap, path, depth);
        }
    }

    private void Leaf(ulong address, byte[] heap, string path, int depth)
    {
        Visit(address, "symbol table node");
        var prefix = source.ReadSigned(address, 8, "SNOD"u8, "symbol table node");
        if (prefix[4] != 1)
            throw new InvalidDataException($"The symbol table node at byte {address} must have version 1, but has {prefix[4]}.");
        var count = Hdf5Source.UInt16(prefix, 6);
        var entries = source.Read(address + 8, (ulong)EntryLength * count, "entries of a symbol table");
        for (var entry = 0; entry < count; entry++)
        {
            var at = entry * EntryLength;
            var name = Name(heap, Hdf5Source.UInt64(entries, at));
            var full = path.Length == 0 ? name : $"{path}/{name}";
            source.Charge(2 * full.Length, "path of an object");
            if (Hdf5Source.UInt32(entries, at + 16) == 2)
                throw new InvalidDataException($"'{full}' is a symbolic link, which is not supported.");
            Object(Hdf5Source.UInt64(entries, at + 8), full, depth + 1);
        }
    }

    private static string Name(byte[] heap, ulong offset)
    {
        if (offset >= (ulong)heap.Length)
            throw new InvalidDataException($"A name begins at byte {offset} of a heap of {heap.Length} bytes.");
        var rest = heap.AsSpan((int)offset);
        var length = rest.IndexOf((byte)0);
        if (length <= 0)
            throw new InvalidDataException($"The name at byte {offset} of a heap is {(length == 0 ? "empty" : "without end")}.");
        return Encoding.UTF8.GetString(rest[..length]);
    }

    private void Visit(ulong address, string what)
    {
        if (!_visited.Add(address))
            throw new InvalidDataException($"The {what} at byte {address} is reached twice; circles and second links are not supported.");
    }
}
