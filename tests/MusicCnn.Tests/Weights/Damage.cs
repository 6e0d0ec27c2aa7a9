namespace MusicCnn.Tests.Weights;

/// <summary>Damages files in the ways in which disks, networks and enemies do.</summary>
internal static class Damage
{
    /// <summary>Returns a copy with one to three strokes: bits and bytes changed, parts left out, repeated or overwritten, sizes inflated, places exchanged, the end cut off.</summary>
    public static byte[] Apply(byte[] file, Random random)
    {
        var damaged = file.ToList();
        for (var strokes = random.Next(1, 4); strokes > 0 && damaged.Count > 0; strokes--)
            Strike(damaged, random);
        return [.. damaged];
    }

    private static void Strike(List<byte> file, Random random)
    {
        var at = random.Next(file.Count);
        var few = Math.Min(random.Next(1, 9), file.Count - at);
        switch (random.Next(10))
        {
            case 0:
                file[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                file[at] = (byte)random.Next(256);
                break;
            case 2:
                file[at] = (byte)"0123456789()',<>|{}fiucb "[random.Next(25)];
                break;
            case 3:
                file.RemoveRange(at, few);
                break;
            case 4:
                file.InsertRange(at, file.GetRange(at, few));
                break;
            case 5:
                file.RemoveRange(at, file.Count - at);
                break;
            case 6:
                Overwrite(file, at, file.GetRange(random.Next(file.Count - few + 1), few));
                break;
            case 7:
                Overwrite(file, at, BitConverter.GetBytes(Size(file.Count, random)).Take(1 << random.Next(4)));
                break;
            case 8:
                Inflate(file, at, random);
                break;
            default:
                // Addresses are aligned, and so are what they point at: this leads to other structures, and back to the own.
                Overwrite(file, at / 8 * 8, BitConverter.GetBytes(random.NextInt64(file.Count) / 8 * 8));
                break;
        }
    }

    /// <summary>Puts digits behind the next one, which makes a size that is written as text up to 10^18 times as large.</summary>
    private static void Inflate(List<byte> file, int at, Random random)
    {
        var digit = file.FindIndex(at, value => value is >= (byte)'0' and <= (byte)'9');
        if (digit >= 0)
            file.InsertRange(digit + 1, Enumerable.Range(0, random.Next(1, 19)).Select(_ => (byte)('0' + random.Next(10))));
    }

    /// <summary>Returns what an enemy would write for a size: nothing, a little too much, very much, or so much that sums of it wrap around.</summary>
    private static long Size(int length, Random random) => random.Next(8) switch
    {
        0 => 0,
        1 => length,
        2 => length + 1,
        3 => random.Next(256),
        4 => int.MaxValue - random.Next(16),
        5 => 1L << random.Next(63),
        6 => -1 - random.Next(64),
        _ => random.NextInt64(long.MinValue, long.MaxValue),
    };

    private static void Overwrite(List<byte> file, int at, IEnumerable<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (at < file.Count)
                file[at++] = value;
        }
    }
}
