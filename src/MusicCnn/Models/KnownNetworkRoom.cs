namespace MusicCnn.Models;

/// <summary>Finds out how large images must be for a network that is not built yet.</summary>
internal static class KnownNetworkRoom
{
    /// <summary>More frames, or samples of a waveform, than any network needs.</summary>
    public const int MostFrames = 1 << 20;

    private const int MostBins = 1 << 10;

    /// <summary>Returns the plan of a network for images.</summary>
    /// <exception cref="ArgumentException">They are too small; the message says how large they must be.</exception>
    public static NetworkPlan Require(string name, Func<NetworkSizes, NetworkPlan> plan, NetworkSizes sizes)
    {
        if (Try(plan, sizes, out var problem) is { } fitting)
            return fitting;
        if (LeastFrames(plan, sizes) is { } frames && frames > sizes.Frames)
        {
            throw new ArgumentException(
                $"{name} needs images of at least {frames} frames where they have {sizes.Bins} bins, but they have {sizes.Bins} × {sizes.Frames}. Take longer patches.", nameof(sizes), problem);
        }

        if (LeastBins(plan, sizes) is { } bins)
        {
            throw new ArgumentException(
                $"{name} needs images of at least {bins} bins, but they have {sizes.Bins} × {sizes.Frames}. Take a front-end of more bins.", nameof(sizes), problem);
        }

        throw new ArgumentException($"{name} cannot be built for images of {sizes.Bins} × {sizes.Frames}. {problem?.Message}", nameof(sizes), problem);
    }

    /// <summary>Returns the least number of frames that a network takes at the other sizes, or null where no number is enough.</summary>
    public static int? LeastFrames(Func<NetworkSizes, NetworkPlan> plan, NetworkSizes sizes)
    {
        var (low, high) = (1, MostFrames);
        if (Try(plan, sizes with { Frames = high }, out _) is null)
            return null;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Try(plan, sizes with { Frames = middle }, out _) is null)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Returns the next number of bins with which a network can be built, whatever the frames.</summary>
    private static int? LeastBins(Func<NetworkSizes, NetworkPlan> plan, NetworkSizes sizes) => Enumerable.Range(sizes.Bins + 1, MostBins)
        .Where(bins => Try(plan, sizes with { Bins = bins, Frames = MostFrames }, out _) is not null)
        .Cast<int?>().FirstOrDefault();

    private static NetworkPlan? Try(Func<NetworkSizes, NetworkPlan> plan, NetworkSizes sizes, out ArgumentException? problem)
    {
        problem = null;
        try
        {
            var made = plan(sizes);
            return sizes.Frames >= made.MinimumFrames ? made : null;
        }
        catch (ArgumentException e)
        {
            problem = e;
            return null;
        }
    }
}
