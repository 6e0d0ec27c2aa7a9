namespace MusicCnn.Weights;

/// <summary>Represents a dataset of an HDF5 file: contiguous numbers.</summary>
/// <param name="Form">The type and the shape.</param>
/// <param name="Address">The first byte.</param>
/// <param name="Length">The number of bytes.</param>
internal sealed record Hdf5Dataset(TensorForm Form, ulong Address, long Length)
{
    /// <summary>Reads what a header says of its dataset, and checks it against the file.</summary>
    public static Hdf5Dataset Read(Hdf5Source source, Hdf5ObjectHeader header, string name)
    {
        var owner = $"Dataset '{name}'";
        var type = Hdf5Form.Number(header.Message(Hdf5ObjectHeader.Datatype, 8, "data type"), owner);
        var shape = Hdf5Form.Shape(header.Message(Hdf5ObjectHeader.Dataspace, 4, "dataspace"), owner);
        var length = TensorForm.ByteLength(shape, Hdf5Form.Size(type), owner);
        var layout = header.Message(Hdf5ObjectHeader.Layout, 2, "layout");
        if (layout[0] != 3)
            throw new InvalidDataException($"{owner} has a layout of version {layout[0]}; supported is 3.");
        if (layout[1] != 1 || layout.Length < 18)
        {
            var kind = layout[1] switch { 0 => "compact", 1 => "truncated", 2 => "chunked", _ => "unknown" };
            throw new InvalidDataException($"{owner} has the {kind} layout, which is not supported; supported is contiguous. Write it without chunks, compression and maximum shape.");
        }

        var (address, stored) = (Hdf5Source.UInt64(layout, 2), Hdf5Source.UInt64(layout, 10));
        if (stored != (ulong)length)
            throw new InvalidDataException($"{owner} of {type} [{string.Join(", ", shape)}] takes {length} bytes, but its layout says {stored}.");
        if (length > 0)
            source.Require(address, stored, $"values of dataset '{name}'");
        return new(new(type, shape), address, length);
    }
}
