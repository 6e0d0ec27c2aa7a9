namespace MusicCnn.Weights;

/// <summary>Finds what lies in the global heaps of an HDF5 file, where values of variable length are. Each heap is walked once.</summary>
internal sealed class Hdf5GlobalHeaps(Hdf5Source source)
{
    private const int PrefixLength = 16;

    private readonly Dictionary<ulong, Dictionary<uint, (ulong Address, ulong Length)>> _heaps = [];

    /// <summary>Returns an object of a heap.</summary>
    /// <param name="address">The address of the heap.</param>
    /// <param name="index">The number of the object, from 1 up.</param>
    /// <param name="owner">Whose value it is, to begin a sentence with.</param>
    /// <exception cref="InvalidDataException">There is no such heap or object, or they are broken.</exception>
    public byte[] Read(ulong address, uint index, string owner)
    {
        if (!_heaps.TryGetValue(address, out var objects))
            _heaps.Add(address, objects = Walk(address));
        return objects.TryGetValue(index, out var found)
            ? source.Read(found.Address, found.Length, "object of a global heap")
            : throw new InvalidDataException($"{owner} names object {index} of the global heap at byte {address}, which has none.");
    }

    private Dictionary<uint, (ulong Address, ulong Length)> Walk(ulong address)
    {
        var prefix = source.ReadSigned(address, PrefixLength, "GCOL"u8, "global heap");
        if (prefix[4] != 1)
            throw new InvalidDataException($"The global heap at byte {address} must have version 1, but has {prefix[4]}.");
        var size = Hdf5Source.UInt64(prefix, 8);
        source.Require(address, size, "global heap");
        var objects = new Dictionary<uint, (ulong Address, ulong Length)>();
        for (var at = (ulong)PrefixLength; at + PrefixLength <= size;)
        {
            var head = source.Read(address + at, PrefixLength, "object of a global heap");
            var (number, length) = (Hdf5Source.UInt16(head, 0), Hdf5Source.UInt64(head, 8));
            at += PrefixLength;
            // Number 0 is the free space, which reaches to the end.
            if (number == 0)
                break;
            if (length > size - at)
                throw new InvalidDataException($"Object {number} of the global heap at byte {address} has {length} bytes, but the heap ends after {size - at}.");
            if (!objects.TryAdd(number, (address + at, length)))
                throw new InvalidDataException($"The global heap at byte {address} has object {number} twice.");
            at += (length + 7) / 8 * 8;
        }

        return objects;
    }
}
