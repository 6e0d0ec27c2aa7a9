using MusicCnn.Internal;

namespace MusicCnn.Training;

/// <summary>Represents how a paper trained and tested its networks: what <see cref="Experiment"/> follows.</summary>
/// <remarks><see cref="TrainingProtocols"/> has those of the papers. They are records: <c>with</c> changes what an experiment of one's own needs otherwise, such as fewer folds.
/// Front-end, network and width of a patch are the network's, not the protocol's.</remarks>
public sealed record TrainingProtocol
{
    /// <summary>Gets a short name in small letters, for command lines and folders.</summary>
    public required string Name { get; init => field = NotEmpty(value, nameof(Name)); }

    /// <summary>Gets what it is the protocol of, and where that was read.</summary>
    public required string Source { get; init => field = NotEmpty(value, nameof(Source)); }

    /// <summary>Gets how networks are trained, how patches are cut, and which epoch is kept.</summary>
    public required TrainerOptions Training { get; init => field = Require.NotNull(value); }

    /// <summary>Gets how songs are divided.</summary>
    /// <value>The default value is <see cref="ProtocolDivision.FoldsBySong"/>.</value>
    public ProtocolDivision Division { get; init => field = Require.Defined(value); } = ProtocolDivision.FoldsBySong;

    /// <summary>Gets the number of folds of <see cref="ProtocolDivision.FoldsBySong"/>, at least 2.</summary>
    /// <value>The default value is 10.</value>
    public int Folds { get; init => field = Require.Within(value, 2, int.MaxValue, "folds"); } = 10;

    /// <summary>Gets the share of the songs outside the test fold to validate with, at least 0 and below 1. <see cref="Divide"/> follows it with <see cref="ProtocolDivision.FoldsBySong"/>; with
    /// <see cref="ProtocolDivision.Given"/> it says what to hold back when giving the folds.</summary>
    /// <value>The default value is 0: none.</value>
    public double ValidationShare { get; init => field = Require.Within(value, 0, 1 - 1e-9, "of the songs"); }

    /// <summary>Gets how the patches of a song agree on its class. The likelihoods of tags are always the means of those of the patches.</summary>
    /// <value>The default value is <see cref="VoteRule.Majority"/>.</value>
    public VoteRule Vote { get; init => field = Require.Defined(value); } = VoteRule.Majority;

    /// <summary>Returns the folds of songs; the seed is that of <see cref="Training"/>.</summary>
    /// <param name="source">The songs.</param>
    /// <returns>The folds, in order; a single one for <see cref="ProtocolDivision.MagnaTagATune"/>.</returns>
    /// <exception cref="ArgumentException">There are too few songs of a class, or they have tags but are to be divided by class, or are not in MagnaTagATune's folders, or the division must be given.</exception>
    public IReadOnlyList<Fold> Divide(IClips source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Division switch
        {
            ProtocolDivision.MagnaTagATune => [MagnaTagATune.Divide(source)],
            ProtocolDivision.FoldsBySong when source is IClipSource songs => CrossValidation.ByClip(songs, Folds, Training.Seed, ValidationShare),
            ProtocolDivision.FoldsBySong => throw new ArgumentException($"The protocol '{Name}' deals the songs of each class to folds, but these have tags. Give the folds, or take a protocol for tags.", nameof(source)),
            _ => throw new ArgumentException($"The protocol '{Name}' is for data that come divided. Give the folds ({nameof(ExperimentOptions)}.{nameof(ExperimentOptions.Folds)}), or set {nameof(Division)}.", nameof(source)),
        };
    }

    private static string NotEmpty(string text, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, name);
        return text;
    }
}
