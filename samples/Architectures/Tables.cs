using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <summary>Makes the tables of networks in their published sizes.</summary>
internal static class Tables
{
    /// <summary>Returns the table of a network.</summary>
    /// <param name="known">The network.</param>
    /// <param name="scale">What multiplies its filters.</param>
    /// <param name="duration">The length of the excerpt, for networks that take any, or <see langword="null"/> for the published one.</param>
    /// <param name="beatsPerMinute">A tempo at which times are given in beats too.</param>
    public static ModelSummary Of(KnownNetwork known, int scale, TimeSpan? duration, double? beatsPerMinute)
    {
        if (scale != 1 && !known.Scales)
            throw new ArgumentException($"The filters of {known.Name} come in one number; leave --scale out.");
        using var frontEnd = known.CreateFrontEnd();
        using var network = known.Create(known.Published with { Scale = scale });
        var options = new ModelSummaryOptions { BeatsPerMinute = beatsPerMinute };
        options = duration is { } length && !known.FixesFrames ? options with { Duration = length } : options with { Frames = known.Published.Frames };
        return ModelSummary.Of(network, (IFrontEnd)frontEnd, options);
    }
}
