using System.IO.Compression;

namespace MusicCnn.Weights;

/// <summary>Reads and writes NumPy's .npz files: named arrays in a zip archive, stored or deflated.</summary>
/// <remarks>
/// <para>Each entry must be a .npy file. Its sizes are checked before memory is taken, memory grows only as data really come out of the archive,
/// and its checksum must be right. The same arrays give the same bytes. At most 2 GiB of data an array.</para>
/// <para>Source: <c>numpy.savez</c> and <c>numpy.savez_compressed</c>. Verified against: files of NumPy 1.24.2, in both directions.</para>
/// </remarks>
public static class NpzFile
{
    private const string Extension = ".npy";

    /// <summary>The most by which deflate can shrink anything: 258 bytes for two bits.</summary>
    private const long GreatestRatio = 1_032;

    /// <summary>The time that all entries bear, the earliest that zip knows.</summary>
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Loads all arrays of a .npz file.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The arrays by name, without <c>.npy</c>.</returns>
    /// <exception cref="InvalidDataException">It is no valid .npz file; the message says what and where.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = File.OpenRead(path);
        try
        {
            return Load(stream);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"Cannot read '{path}'. {e.Message}", e);
        }
    }

    /// <summary>Loads all arrays of a .npz file from a stream, which stays open.</summary>
    /// <param name="stream">The stream; it must be able to seek.</param>
    /// <returns>The arrays by name, without <c>.npy</c>.</returns>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="InvalidDataException">It is no valid .npz file; the message says what and where.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek || !stream.CanRead)
            throw new ArgumentException("The stream must be able to read and to seek; copy it into a MemoryStream first.", nameof(stream));
        try
        {
            ZipDirectory.Check(stream);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return Load(archive, stream.Length);
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or NotSupportedException or OverflowException)
        {
            // What the archive's reader makes of sizes and places that contradict each other.
            throw new InvalidDataException($"Its archive is damaged: {e.Message}", e);
        }
    }

    /// <summary>Saves arrays as a .npz file, which appears whole or not at all.</summary>
    /// <param name="path">The file's path; an existing file is replaced.</param>
    /// <param name="arrays">The arrays and their names.</param>
    /// <param name="compressed">Whether they are deflated: smaller and slower.</param>
    /// <exception cref="ArgumentException">A name is empty or there twice.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, NpyArray>> arrays, bool compressed = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Save(stream, arrays, compressed));
    }

    /// <summary>Writes arrays as a .npz file to a stream, which stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="arrays">The arrays and their names.</param>
    /// <param name="compressed">Whether they are deflated: smaller and slower.</param>
    /// <exception cref="ArgumentException">A name is empty or there twice.</exception>
    public static void Save(Stream stream, IEnumerable<KeyValuePair<string, NpyArray>> arrays, bool compressed = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(arrays);
        KeyValuePair<string, NpyArray>[] list = [.. arrays];
        foreach (var (name, array) in list)
        {
            ArgumentException.ThrowIfNullOrEmpty(name, nameof(arrays));
            ArgumentNullException.ThrowIfNull(array, nameof(arrays));
            if (list.Count(other => other.Key == name) > 1)
                throw new ArgumentException($"The name '{name}' is there twice.", nameof(arrays));
        }

        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, array) in list)
        {
            var entry = archive.CreateEntry(name + Extension, compressed ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            entry.LastWriteTime = Epoch;
            using var data = entry.Open();
            array.Save(data);
        }
    }

    private static Dictionary<string, NpyArray> Load(ZipArchive archive, long fileLength)
    {
        Dictionary<string, NpyArray> arrays = new(StringComparer.Ordinal);
        var compressed = 0L;
        foreach (var entry in archive.Entries)
        {
            // Entries that share their bytes would make much out of little.
            compressed += entry.CompressedLength;
            if (compressed > fileLength)
                throw new InvalidDataException($"Its entries up to '{entry.FullName}' claim {compressed} compressed bytes, but the file has {fileLength}.");

            var name = entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length] : entry.FullName;
            try
            {
                if (!arrays.TryAdd(name, Load(entry)))
                    throw new InvalidDataException("The name is there twice.");
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"Entry '{entry.FullName}': {e.Message}", e);
            }
        }

        return arrays;
    }

    private static NpyArray Load(ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted)
            throw new InvalidDataException("It is encrypted.");
        if (entry.Length > entry.CompressedLength * GreatestRatio)
            throw new InvalidDataException($"Its {entry.CompressedLength} bytes cannot hold {entry.Length}.");

        using var data = new Crc32Stream(entry.Open());
        var (array, length) = NpyReader.Read(data, entry.Length, certain: false);
        if (length != entry.Length || data.ReadByte() >= 0)
            throw new InvalidDataException($"Its array ends at byte {length}, but the entry has {entry.Length} bytes or more.");
        if (data.Crc != entry.Crc32)
            throw new InvalidDataException($"Its checksum is {data.Crc:X8}, but should be {entry.Crc32:X8}: the data are damaged.");
        return array;
    }
}
