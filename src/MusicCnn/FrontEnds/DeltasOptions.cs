using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of <see cref="Deltas"/>.</summary>
public sealed record DeltasOptions
{
    /// <summary>Gets the defaults of librosa 0.11's <c>feature.delta</c>: 9 frames, interpolated ends; higher orders are derivatives of polynomials.</summary>
    /// <remarks>Verified against: the least-squares definition in double precision and published values.</remarks>
    public static DeltasOptions Librosa { get; } = new();

    /// <summary>Gets the defaults of torchaudio's <c>compute_deltas</c>: 5 frames, the outermost frame repeated; a second order is the slope of the slope.</summary>
    /// <remarks>Verified against: the definition in double precision and published values.</remarks>
    public static DeltasOptions Torchaudio { get; } = new() { Width = 5, Edges = DeltaEdges.Repeat, Rule = DeltaRule.Repeated };

    /// <summary>Gets the width of the window, in frames; odd, at least 3 (librosa: <c>width</c>, torchaudio: <c>win_length</c>).</summary>
    /// <value>The default value is 9.</value>
    public int Width
    {
        get;
        init => field = value >= 3 && value % 2 == 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Width), $"Width must be an odd number of at least 3 frames, but was {value}.");
    } = 9;

    /// <summary>Gets the order of the slope: 1 for deltas, 2 for deltas of deltas.</summary>
    /// <value>The default value is 1.</value>
    public int Order { get; init => field = Require.Within(value, 1, 8, "(orders)"); } = 1;

    /// <summary>Gets what a slope of a higher order is.</summary>
    /// <value>The default value is <see cref="DeltaRule.Polynomial"/>.</value>
    public DeltaRule Rule { get; init => field = Require.Defined(value); }

    /// <summary>Gets what the slope is at the ends of the image.</summary>
    /// <value>The default value is <see cref="DeltaEdges.Interpolate"/>.</value>
    public DeltaEdges Edges { get; init => field = Require.Defined(value); }

    /// <summary>Throws if two settings contradict each other.</summary>
    internal void Validate(string name)
    {
        if (Rule == DeltaRule.Polynomial && Order >= Width)
            throw new ArgumentException($"Order must be below Width ({Width} frames), through which the polynomial goes, but was {Order}. Widen the window, or take DeltaRule.Repeated.", name);
    }
}
