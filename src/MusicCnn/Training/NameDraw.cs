using System.Text;

namespace MusicCnn.Training;

/// <summary>Draws numbers from names, so that a division of clips depends neither on their order nor on the machine.</summary>
internal static class NameDraw
{
    /// <summary>Returns a number for a name: FNV-1a of its UTF-8 bytes and the seed, mixed by SplitMix64's finalizer.</summary>
    public static ulong Of(string name, int seed)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var b in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ b) * 0x100000001B3UL;
        hash ^= (uint)seed * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }
}
