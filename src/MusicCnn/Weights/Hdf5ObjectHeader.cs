namespace MusicCnn.Weights;

/// <summary>Represents the messages of an HDF5 object header, version 1, with those in its continuation blocks.</summary>
internal sealed class Hdf5ObjectHeader
{
    public const int Dataspace = 0x01;
    public const int Datatype = 0x03;
    public const int Layout = 0x08;
    public const int SymbolTable = 0x11;

    private const int Attribute = 0x0C;
    private const int Continuation = 0x10;
    private const int PrefixLength = 16;
    private const int MessagePrefixLength = 8;
    private const int SharedFlag = 0x02;

    /// <summary>The messages that say nothing of where values lie: nil, fill values, comment, modification times.</summary>
    private static readonly int[] Ignored = [0x00, 0x04, 0x05, 0x0D, 0x0E, 0x12];

    /// <summary>The messages that would, by the features that they belong to.</summary>
    private static readonly Dictionary<int, string> Refused = new()
    {
        [0x02] = "groups of the newer format (link info)",
        [0x06] = "groups of the newer format (links)",
        [0x07] = "values in external files",
        [0x0A] = "groups of the newer format (group info)",
        [0x0B] = "filters such as compression",
        [0x0F] = "shared messages",
        [0x13] = "B-tree K values",
        [0x14] = "driver info",
        [0x15] = "attributes of the newer format",
        [0x16] = "reference counts of the newer format",
    };

    private readonly Dictionary<int, byte[]> _messages = [];
    private readonly List<(byte[] Bytes, bool Shared)> _attributes = [];
    private readonly ulong _address;

    private Hdf5ObjectHeader(ulong address) => _address = address;

    /// <summary>Reads the header at an address.</summary>
    public static Hdf5ObjectHeader Read(Hdf5Source source, ulong address)
    {
        var prefix = source.Read(address, PrefixLength, "object header");
        if (prefix.AsSpan().StartsWith("OHDR"u8))
            throw new InvalidDataException($"The object at byte {address} has a header of version 2, which is not supported; supported is version 1, the default of h5py and Keras.");
        if (prefix[0] != 1)
            throw new InvalidDataException($"The object header at byte {address} must have version 1, but has {prefix[0]}.");
        var header = new Hdf5ObjectHeader(address);
        var left = (int)Hdf5Source.UInt16(prefix, 2);
        var blocks = new Queue<(ulong Address, ulong Length)>([(address + PrefixLength, Hdf5Source.UInt32(prefix, 8))]);
        while (left > 0 && blocks.TryDequeue(out var block))
            left = header.ReadBlock(source.Read(block.Address, block.Length, "messages of an object header"), left, blocks);
        if (left > 0)
            throw new InvalidDataException($"The object header at byte {address} ends {left} messages early.");
        return header;
    }

    /// <summary>Gets the messages of attributes, and whether each is a reference to one that others use too.</summary>
    public IReadOnlyList<(byte[] Bytes, bool Shared)> Attributes => _attributes;

    /// <summary>Gets whether there is a message of a type.</summary>
    public bool Has(int type) => _messages.ContainsKey(type);

    /// <summary>Returns a message that must be there, at least so many bytes long.</summary>
    public byte[] Message(int type, int atLeast, string what)
    {
        if (!_messages.TryGetValue(type, out var message))
            throw new InvalidDataException($"The object at byte {_address} has no {what}.");
        if (message.Length < atLeast)
            throw new InvalidDataException($"The {what} of the object at byte {_address} has {message.Length} bytes, too few.");
        return message;
    }

    private int ReadBlock(byte[] block, int left, Queue<(ulong Address, ulong Length)> blocks)
    {
        var at = 0;
        for (; left > 0 && at + MessagePrefixLength <= block.Length; left--)
        {
            var (type, size, flags) = (Hdf5Source.UInt16(block, at), Hdf5Source.UInt16(block, at + 2), block[at + 4]);
            at += MessagePrefixLength;
            if (size > block.Length - at)
                throw new InvalidDataException($"A message of {size} bytes in the object header at byte {_address} runs past its block.");
            Take(type, flags, block.AsSpan(at, size), blocks);
            at += size;
        }

        return left;
    }

    private void Take(int type, int flags, ReadOnlySpan<byte> message, Queue<(ulong Address, ulong Length)> blocks)
    {
        if (Ignored.Contains(type))
            return;
        if (type == Attribute)
        {
            _attributes.Add((message.ToArray(), (flags & SharedFlag) != 0));
            return;
        }

        if (Refused.TryGetValue(type, out var feature))
            throw new InvalidDataException($"The object at byte {_address} uses {feature}, which is not supported.");
        if ((flags & SharedFlag) != 0)
            throw new InvalidDataException($"The object at byte {_address} shares a message of type {type}, which is not supported.");
        if (type == Continuation)
        {
            if (message.Length < 16)
                throw new InvalidDataException($"The continuation of the object header at byte {_address} has {message.Length} bytes instead of 16.");
            blocks.Enqueue((Hdf5Source.UInt64(message, 0), Hdf5Source.UInt64(message, 8)));
        }
        else if (type is not (Dataspace or Datatype or Layout or SymbolTable))
        {
            throw new InvalidDataException($"The object at byte {_address} has a message of type {type}, which is not supported.");
        }
        else if (!_messages.TryAdd(type, message.ToArray()))
        {
            throw new InvalidDataException($"The object at byte {_address} has two messages of type {type}.");
        }
    }
}
