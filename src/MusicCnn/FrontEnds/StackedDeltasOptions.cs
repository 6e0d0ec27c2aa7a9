using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="StackedDeltas"/>.</summary>
public sealed record StackedDeltasOptions
{
    /// <summary>Gets an image with deltas and deltas of deltas as librosa computes them, as channels.</summary>
    public static StackedDeltasOptions Librosa { get; } = new();

    /// <summary>Gets an image with deltas and deltas of deltas as torchaudio computes them, as channels.</summary>
    public static StackedDeltasOptions Torchaudio { get; } = new() { Deltas = DeltasOptions.Torchaudio with { Order = 2 } };

    /// <summary>Gets how slopes are computed; the stack has all orders from 1 to its <see cref="DeltasOptions.Order"/>.</summary>
    /// <value>The default value is <see cref="DeltasOptions.Librosa"/> of order 2.</value>
    public DeltasOptions Deltas { get; init => field = Require.NotNull(value); } = DeltasOptions.Librosa with { Order = 2 };

    /// <summary>Gets where image and slopes are put together.</summary>
    /// <value>The default value is <see cref="DeltaAxis.Channels"/>.</value>
    public DeltaAxis Axis { get; init => field = Require.Defined(value); }
}
