namespace MusicCnn.Internal;

/// <summary>Computes random words from a counter and a key: no state, and for one key no two counters give the same block.</summary>
/// <remarks>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011: Philox4x32 with 10 rounds. Verified
/// against: the known answers that the authors publish with their library Random123.</remarks>
internal static class Philox
{
    private const int Rounds = 10;

    /// <summary>Returns the block of four words at a counter of four words, under a key of two.</summary>
    public static (uint A, uint B, uint C, uint D) Block((uint A, uint B, uint C, uint D) counter, (uint A, uint B) key)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var first = 0xD2511F53UL * counter.A;
            var second = 0xCD9E8D57UL * counter.C;
            counter = ((uint)(second >> 32) ^ counter.B ^ key.A, (uint)second, (uint)(first >> 32) ^ counter.D ^ key.B, (uint)first);
            key = (key.A + 0x9E3779B9, key.B + 0xBB67AE85);
        }

        return counter;
    }
}
