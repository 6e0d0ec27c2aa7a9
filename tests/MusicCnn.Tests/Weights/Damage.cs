namespace MusicCnn.Tests.Weights;

/// <summary>Damages files in the ways in which disks, networks and enemies do.</summary>
internal static class Damage
{
    /// <summary>Returns a copy of which bytes are changed, left out, repeated or inserted, or which is cut.</summary>
    public static byte[] Apply(byte[] file, Random random)
    {
        var damaged = file.ToList();
        for (var strokes = random.Next(1, 4); strokes > 0 && damaged.Count > 0; strokes--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(6))
            {
                case 0:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 2:
                    damaged[at] = (byte)"0123456789()',<>|{}fiucb "[random.Next(25)];
                    break;
                case 3:
                    damaged.RemoveRange(at, Math.Min(random.Next(1, 9), damaged.Count - at));
                    break;
                case 4:
                    damaged.InsertRange(at, damaged.GetRange(at, Math.Min(random.Next(1, 9), damaged.Count - at)));
                    break;
                default:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
            }
        }

        return [.. damaged];
    }
}
