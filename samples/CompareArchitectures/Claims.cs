using System.Globalization;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Makes of a table what was claimed of filter shapes, with its figures.</summary>
internal sealed class Claims
{
    private const double ClearLead = 0.2;
    private const double Lead = 0.05;
    private const double AsGood = 0.03;
    private static readonly string[] MixedNetworks = [Systems.Mixed, Systems.TimeFrequency];
    private static readonly string[] SquareNetworks = ["squares-tagging", "vgg", "crnn"];

    private readonly IReadOnlyList<Score> _scores;

    private Claims(IReadOnlyList<Row> rows) => _scores = Score.Of(rows);

    /// <summary>Returns the claims whose rows are there.</summary>
    public static IReadOnlyList<Claim> Of(IReadOnlyList<Row> rows)
    {
        var claims = new Claims(rows);
        return
        [
            .. claims.Beats("Temporal filters hear rhythm", Tasks.Rhythm, Systems.Time, Systems.Frequency),
            .. claims.Beats("Frequency filters hear timbre", Tasks.Timbre, Systems.Frequency, Systems.Time),
            .. claims.HearsBoth(),
            .. claims.IsEfficient("Temporal filters are efficient for rhythm", Tasks.Rhythm, Systems.Time),
            .. claims.IsEfficient("Frequency filters are efficient for timbre", Tasks.Timbre, Systems.Frequency),
            .. SquareNetworks.SelectMany(claims.DoesWhatSquaresDo),
            .. claims.HearsInterval(),
        ];
    }

    /// <summary>Throws unless a table of some rows will have all claims that --check asks for: hours of training must not end with the message that it cannot be said.</summary>
    public static void RequireChecked(IReadOnlyList<Row> rows)
    {
        if (!new[] { Tasks.Rhythm, Tasks.Timbre }.All(task => new[] { Systems.Time, Systems.Frequency, Systems.BlackBox }.All(name => Has(task, name)))
            || !MixedNetworks.Any(name => Has(Tasks.Rhythm, name) && Has(Tasks.Timbre, name)))
            throw new ArgumentException("--check needs time, frequency, black-box and a mixed network on rhythm and timbre, as --quick has them.");

        bool Has(string task, string name) => rows.Any(row => row.Task == task && row.Architecture == name);
    }

    private Score? Find(string task, string architecture) => _scores.FirstOrDefault(score => score.Row.Task == task && score.Architecture == architecture && !OnConstantQ(score));

    private static bool OnConstantQ(Score score) => score.Row.FrontEnd.StartsWith("cqt", StringComparison.Ordinal);

    private IEnumerable<Claim> Beats(string claim, string task, string one, string other)
    {
        if (Find(task, one) is { } first && Find(task, other) is { } second)
            yield return new(Text($"{claim}: {one} {first.Accuracy}, {other} {second.Accuracy} on {task}, {first.Mean - second.Mean:+0.000;-0.000} (asked: {ClearLead:+0.00})."), first.Mean - second.Mean >= ClearLead, IsChecked: true);
    }

    private IEnumerable<Claim> HearsBoth()
    {
        var candidates = MixedNetworks.Select(Gaps).OfType<(Claim Claim, double Gap)>().ToArray();
        if (candidates.Length > 0)
            yield return candidates.MinBy(candidate => candidate.Gap).Claim;

        (Claim, double)? Gaps(string name)
        {
            if (Find(Tasks.Rhythm, name) is not { } rhythm || Find(Tasks.Timbre, name) is not { } timbre
                || Better(Tasks.Rhythm) is not { } best || Better(Tasks.Timbre) is not { } bestTimbre || Find(Tasks.Rhythm, Systems.BlackBox) is not { } blackBox)
                return null;
            var gap = Math.Max(best.Mean - rhythm.Mean, bestTimbre.Mean - timbre.Mean);
            var most = blackBox.Parameters / 10;
            var claim = Text($"Mixed filters hear both: {name} {rhythm.Accuracy} on rhythm, where {best.Architecture} has {best.Mean:0.000}, and {timbre.Accuracy} on timbre, where {bestTimbre.Architecture} has {bestTimbre.Mean:0.000} (asked: at most {AsGood} less), with {rhythm.Parameters:N0} weights (asked: a tenth of {blackBox.Parameters:N0}).");
            return (new Claim(claim, gap <= AsGood && rhythm.Parameters <= most && timbre.Parameters <= most, IsChecked: true), gap);
        }
    }

    /// <summary>Returns the better one of temporal and frequency filters.</summary>
    private Score? Better(string task) => Find(task, Systems.Time) is { } time && Find(task, Systems.Frequency) is { } frequency ? time.Mean > frequency.Mean ? time : frequency : null;

    private IEnumerable<Claim> IsEfficient(string claim, string task, string name)
    {
        if (Find(task, name) is not { } own || Find(task, Systems.BlackBox) is not { } blackBox)
            yield break;
        yield return new(
            Text($"{claim}: {name} has {own.Mean:0.000} with {own.Parameters:N0} weights, {own.Efficiency:0.0000} above chance for each thousand; {blackBox.Architecture} {blackBox.Mean:0.000} with {blackBox.Parameters:N0}, {blackBox.Efficiency:0.0000} (asked: more for each thousand, and at most {Lead} less in all)."),
            own.Efficiency > blackBox.Efficiency && own.Mean >= blackBox.Mean - Lead);
    }

    private IEnumerable<Claim> DoesWhatSquaresDo(string squares)
    {
        if (Find(Tasks.Rhythm, squares) is not { } rhythm || Find(Tasks.Timbre, squares) is not { } timbre || Find(Tasks.Rhythm, Systems.Mixed) is not { } ownRhythm || Find(Tasks.Timbre, Systems.Mixed) is not { } ownTimbre)
            yield break;
        yield return new(
            Text($"Mixed filters do what squares do at a fraction of their weights: {Systems.Mixed} {ownRhythm.Mean:0.000} on rhythm and {ownTimbre.Mean:0.000} on timbre with {ownRhythm.Parameters:N0} weights, {squares} {rhythm.Mean:0.000} and {timbre.Mean:0.000} with {rhythm.Parameters:N0} (asked: at most {AsGood} less, with half the weights)."),
            ownRhythm.Mean >= rhythm.Mean - AsGood && ownTimbre.Mean >= timbre.Mean - AsGood && 2 * ownRhythm.Parameters <= rhythm.Parameters);
    }

    private IEnumerable<Claim> HearsInterval()
    {
        foreach (var constantQ in _scores.Where(score => score.Row.Task == Tasks.Chords && OnConstantQ(score)))
        {
            if (Find(Tasks.Chords, constantQ.Architecture) is not { } mel)
                continue;
            var control = Find(Tasks.LearnedKey, constantQ.Architecture) is { } melThere && _scores.FirstOrDefault(score => score.Row.Task == Tasks.LearnedKey && score.Architecture == constantQ.Architecture && OnConstantQ(score)) is { } constantQThere
                ? $"; in the key that was learned {constantQThere.Accuracy} and {melThere.Accuracy}"
                : "";
            yield return new(
                Text($"A constant-Q transform carries chords over to other keys: {constantQ.Architecture} {constantQ.Accuracy} on {constantQ.Row.FrontEnd}, {mel.Accuracy} on {mel.Row.FrontEnd}, chance {mel.Chance:0.000}{control} (asked: {Lead:+0.00})."),
                constantQ.Mean - mel.Mean >= Lead);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
