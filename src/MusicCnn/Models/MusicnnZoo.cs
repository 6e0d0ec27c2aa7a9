namespace MusicCnn.Models;

/// <summary>Lists the networks that musicnn was chosen from, under the numbers of the musicnn-training repository: four baselines and five proposals.</summary>
/// <remarks>
/// <para>All take 96 mel bands at 62.5 frames a second (<see cref="FrontEnds.MelSpectrogramOptions.Musicnn"/>), in the original patches of 187 frames. The areas are those of the comments in
/// its code: 50 tags of MagnaTagATune, patches averaged by song. None has been trained here, and no weights are public but for networks like 2 and 11
/// (<see cref="Weights.KerasWeights"/>).</para>
/// <para>Source: Pons and Serra, the musicnn-training repository, 2019.</para>
/// </remarks>
/// <example>
/// <code>
/// foreach (var entry in MusicnnZoo.All)
///     Console.WriteLine($"{entry}: {entry.RocArea}, {entry.PrecisionRecallArea}");
/// using var network = MusicnnZoo.Of(12).Create(classes: 10);
/// </code>
/// </example>
public static class MusicnnZoo
{
    internal const int PublishedClasses = 50;

    /// <summary>Gets the networks in the order of their numbers: 0 to 3 and 10 to 14.</summary>
    public static IReadOnlyList<MusicnnZooEntry> All { get; } =
    [
        Baseline(0, "filters as high as the image, two layers, after Dieleman and Schrauwen", TimbreNetOptions.Dieleman, 88.61, 34.13),
        Squares(1, "five blocks of 32 small squares", VggOptions.MusicnnSmall, 88.85, 34.85),
        Squares(2, "five blocks of 128 small squares", VggOptions.Musicnn, 90.26, 38.19),
        Baseline(3, "timbral filters of three heights and four widths", TimbreNetOptions.MusicnnBaseline, 89.28, 35.38),
        Proposal(10, "musicnn's first layer, residual mid-end, maximum and mean over time", MusicnnVariantOptions.Zoo10, 90.61, 38.33),
        Proposal(11, "musicnn's first layer, dense mid-end, maximum and mean over time", MusicnnVariantOptions.Zoo11, 90.69, 38.44),
        Proposal(12, "one timbral shape, dense mid-end, attention with positions", MusicnnVariantOptions.Zoo12, 90.77, 38.61),
        Proposal(13, "one timbral shape, dense mid-end, pooling of learned sharpness", MusicnnVariantOptions.Zoo13, 90.67, 38.53),
        Proposal(14, "musicnn's first layer, residual mid-end, two recurrent layers", MusicnnVariantOptions.Zoo14, 90.21, 37.17),
    ];

    /// <summary>Returns the network of a number.</summary>
    /// <param name="id">The number: 0 to 3 or 10 to 14.</param>
    /// <returns>The network's entry.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no network of that number.</exception>
    public static MusicnnZooEntry Of(int id) => All.FirstOrDefault(entry => entry.Id == id) ?? throw new ArgumentOutOfRangeException(
        nameof(id), FormattableString.Invariant($"id must be one of {string.Join(", ", All.Select(entry => entry.Id))}, but was {id}."));

    private static MusicnnZooEntry Baseline(int id, string description, TimbreNetOptions options, double roc, double precisionRecall) =>
        Entry(id, description, options, options.ParameterCount, options.Frames, roc, precisionRecall);

    private static MusicnnZooEntry Squares(int id, string description, VggOptions options, double roc, double precisionRecall) =>
        Entry(id, description, options, options.ParameterCount, options.Frames, roc, precisionRecall);

    private static MusicnnZooEntry Proposal(int id, string description, MusicnnVariantOptions options, double roc, double precisionRecall) =>
        Entry(id, description, options, options.ParameterCount, null, roc, precisionRecall);

    private static MusicnnZooEntry Entry(int id, string description, object options, long weights, int? frames, double roc, double precisionRecall) => new()
    {
        Id = id,
        Description = description,
        Options = options,
        ParameterCount = weights,
        Frames = frames,
        RocArea = roc,
        PrecisionRecallArea = precisionRecall,
    };
}
