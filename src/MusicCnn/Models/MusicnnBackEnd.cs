namespace MusicCnn.Models;

/// <summary>Specifies how a <see cref="MusicnnVariant"/> pools over time.</summary>
public enum MusicnnBackEnd
{
    /// <summary>Maximum and mean of each channel (<see cref="Layers.TemporalPooling"/>).</summary>
    MaxAndMean,

    /// <summary>Attention over features with their positions (<see cref="Layers.AttentionPooling"/>).</summary>
    Attention,

    /// <summary>Pooling that learns where between mean and maximum it stands, alike for all channels (<see cref="Layers.AutoPool"/>).</summary>
    AutoPool,

    /// <summary>The last state of layers of long short-term memory (<see cref="Layers.RecurrentPooling"/>).</summary>
    Recurrent,
}
