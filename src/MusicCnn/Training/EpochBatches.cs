namespace MusicCnn.Training;

/// <summary>Represents the division of an epoch's patches into batches: equal ones, none a small rest, or full ones without the rest.</summary>
internal readonly record struct EpochBatches(int Patches, int Size, bool DropLast)
{
    /// <summary>Gets the number of batches.</summary>
    public int Count => DropLast ? Patches / Size : (Patches + Size - 1) / Size;

    /// <summary>Returns the first patch of a batch, or the end of the one before.</summary>
    public int Start(int batch) => DropLast ? batch * Size : (int)((long)Patches * batch / Count);
}
