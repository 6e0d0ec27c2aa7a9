using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MusicCnn.Training;
using MusicCnn.Weights;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Which recordings a classifier never heard, as notes in its file keep it.</summary>
/// <param name="Seed">The seed that divided them.</param>
/// <param name="Names">A checksum of their names, which tells whether others would be held out now.</param>
internal sealed record HeldOut(int Seed, string Names)
{
    private const string SeedNote = "trainclassifier.seed";
    private const string NamesNote = "trainclassifier.held_out";

    /// <summary>Gets the notes.</summary>
    public IReadOnlyDictionary<string, string> Notes => new Dictionary<string, string>
    {
        [SeedNote] = Seed.ToString(CultureInfo.InvariantCulture),
        [NamesNote] = Names,
    };

    public static HeldOut Of(int seed, IClips source, IReadOnlyList<int> test)
    {
        var names = string.Join('\n', test.Select(source.Name).Order(StringComparer.Ordinal));
        return new(seed, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(names))));
    }

    /// <summary>Returns what a file says, or null where it says nothing of it.</summary>
    public static HeldOut? In(string path)
    {
        var notes = ModelFile.Describe(path).Notes;
        return notes.TryGetValue(SeedNote, out var text) && notes.TryGetValue(NamesNote, out var names) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)
            ? new(seed, names)
            : null;
    }
}
