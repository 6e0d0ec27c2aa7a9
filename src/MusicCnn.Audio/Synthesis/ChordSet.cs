using MusicCnn.Internal;
using MusicCnn.Signals;
using MusicCnn.Training;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents a set of labelled clips that differ by the intervals of a chord only: six kinds of chord on any root, to train on in one key and to test in others.</summary>
/// <remarks>
/// <para>A clip repeats one chord. The class is its intervals: augmented, diminished, major and minor triads, dominant and minor sevenths. The clips of a class take the
/// roots in turn; each draws the octave, the note that lies lowest, instrument, envelope, rhythm, tempo, loudness and noise from one pool for all classes. A chord has the same
/// power whatever its notes.</para>
/// <para>A network that hears intervals wherever they lie recognizes in every key what it has learned in one; one that hears places in frequency does not.
/// On an axis of constant quotient (<see cref="FrontEnds.ConstantQ"/>) a chord in another key is the same picture, shifted; on a mel axis it is another picture.</para>
/// <para>An augmented triad is the same chord, turned over, four semitones up. Keys that are four or eight semitones apart therefore share that class, and places in frequency
/// that were learned in the one tell it in the other; to test only what is carried over, take <see cref="ChordSetOptions.Keys"/> that no such distance parts, such as 0, 3 and 6.</para>
/// <para>Clips are rendered when they are loaded, in stereo. The same seed gives the same clips.</para>
/// </remarks>
/// <example>
/// <code>
/// var chords = new ChordSet(new() { Keys = [0, 3, 6, 9] });
/// foreach (var fold in chords.FoldsByKey(4))
///     new Trainer().Fit(model, clips, fold.Train);   // In one key; fold.Test is in the three others.
/// </code>
/// </example>
public sealed class ChordSet : SyntheticSet
{
    /// <summary>The revision of the music: it rises whenever the same settings begin to give other clips.</summary>
    public const int Revision = 1;

    private const double SlowestTempo = 40;

    private const double FastestTempo = 64;

    /// <summary>The lowest root, C3.</summary>
    private const int LowestRoot = 48;

    private readonly ChordSetOptions _options;

    /// <summary>Initializes a new instance of the <see cref="ChordSet"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The durations are in the wrong order, or there are fewer clips of a class than keys.</exception>
    public ChordSet(ChordSetOptions options)
        : base(options, ChordQualities.All.Select(quality => quality.Name))
    {
        _options = options;
    }

    /// <summary>Gets the roots of the chords, as pitch classes from 0, C, to 11, B.</summary>
    public IReadOnlyList<int> Keys => _options.Keys;

    /// <summary>Returns the root of a clip's chord.</summary>
    /// <param name="index">The clip, from 0.</param>
    /// <returns>The pitch class, one of <see cref="Keys"/>.</returns>
    public int KeyOf(int index) => KeyAt(Require.Within(index, 0, Count - 1, "(clips)", nameof(index)) % _options.ClipsPerClass);

    /// <summary>Returns the division that trains in some keys and tests in all others.</summary>
    /// <param name="keys">The keys to train in, as pitch classes: some of <see cref="Keys"/>, but not all.</param>
    /// <returns>The division, of number 1 and without clips to validate with.</returns>
    /// <exception cref="ArgumentException">There is no key, or none is left to test in, or one is not of <see cref="Keys"/>.</exception>
    public Fold TrainedIn(params IReadOnlyList<int> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0 || keys.Except(Keys).Any() || !Keys.Except(keys).Any())
            throw new ArgumentException($"The keys to train in must be some of {string.Join(", ", Keys)}, but not all of them; they are {string.Join(", ", keys)}.", nameof(keys));

        var sides = Enumerable.Range(0, Count).ToLookup(index => keys.Contains(KeyOf(index)));
        return new Fold(1, [.. sides[true]], [], [.. sides[false]]);
    }

    /// <summary>Returns divisions each of which trains in another key and tests in all others.</summary>
    /// <param name="folds">The number of divisions, from 1 to the number of <see cref="Keys"/>; their keys lie evenly in that list.</param>
    /// <returns>The divisions, without clips to validate with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer keys than <paramref name="folds"/>.</exception>
    /// <exception cref="ArgumentException">There is only one key.</exception>
    public IReadOnlyList<Fold> FoldsByKey(int folds)
    {
        Require.Within(folds, 1, Keys.Count, "folds (a key for each)", nameof(folds));
        return [.. Enumerable.Range(0, folds).Select(fold => TrainedIn(Keys[fold * Keys.Count / folds]) with { Number = fold + 1 })];
    }

    private protected override AudioClip Compose(int label, int number, SeededRandom random)
    {
        var semitones = ChordQualities.All[label].Semitones;
        var root = LowestRoot + KeyAt(number) + 12 * random.Below(2);
        // The notes below the one that lies lowest go up an octave.
        var lowest = random.Below(3);
        var chord = Pitch.FromMidi(root).Chord([.. semitones.Select((semitone, note) => note < lowest ? semitone + 12 : semitone)]);
        return NotePiece.Render(
            new(random.Pick(NoteRhythms.All), SlowestTempo, FastestTempo, random.Pick(NoteTimbres.All).Harmonics, [chord]),
            _options,
            random);
    }

    private int KeyAt(int number) => Keys[number % Keys.Count];
}
