namespace MusicCnn.Internal;

/// <summary>Computes the 32-bit cyclic redundancy check of PNG, zip and gzip.</summary>
/// <remarks>Source: ISO 3309, reflected polynomial EDB88320; the check value of "123456789" is CBF43926.</remarks>
internal struct Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>The complement of the running value, so that the default is the empty message.</summary>
    private uint _complement;

    /// <summary>Gets the value for what was appended so far.</summary>
    public readonly uint Value => _complement;

    /// <summary>Returns the value for one block.</summary>
    public static uint Of(ReadOnlySpan<byte> data)
    {
        var crc = default(Crc32);
        crc.Append(data);
        return crc.Value;
    }

    /// <summary>Continues with the next block.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        var register = ~_complement;
        foreach (var value in data)
            register = Table[(byte)(register ^ value)] ^ (register >> 8);
        _complement = ~register;
    }

    private static uint Entry(int index)
    {
        var entry = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            entry = (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
        return entry;
    }
}
