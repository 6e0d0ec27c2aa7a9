using MusicCnn.Internal;

namespace MusicCnn.Training;

/// <summary>Represents where and how often a training writes down all that continuing it takes.</summary>
/// <remarks>A checkpoint is a safetensors file that appears whole or not at all: weights, statistics, optimizer, learning rate, random state, the best epoch so far, results, the settings,
/// and a fingerprint of the data. Continuing from it gives the same bits as a training that was never interrupted, on the same machine with the same number of threads, on the CPU. Networks, front-ends and augmentations
/// of the library are compared by all their settings; a network of your own, which it does not know, by its text and the forms of its weights. The folder belongs to one training at a time: a second one is refused
/// until the first has ended, or its process was killed.</remarks>
public sealed record CheckpointOptions
{
    /// <summary>Gets the folder of the checkpoints of one training; it is created where it does not exist.</summary>
    public required string Folder { get; init => field = NotEmpty(value); }

    /// <summary>Gets after how many epochs one is written; the last epoch has one in any case.</summary>
    /// <value>The default value is 1.</value>
    public int EveryEpochs { get; init => field = Require.Positive(value, "epochs"); } = 1;

    /// <summary>Gets how many of the newest are kept.</summary>
    /// <value>The default value is 2: if a disk damages one, the other is there.</value>
    public int Keep { get; init => field = Require.Positive(value, "checkpoints"); } = 2;

    /// <summary>Gets whether training goes on from the newest checkpoint of the folder, if there is one. Otherwise a folder that has any is refused, so that none is lost.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Resume { get; init; }

    private static string NotEmpty(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return folder;
    }
}
