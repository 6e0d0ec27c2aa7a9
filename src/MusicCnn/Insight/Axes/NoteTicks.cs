using System.Globalization;
using MusicCnn.Signals;

namespace MusicCnn.Insight.Axes;

/// <summary>Chooses ticks of a frequency axis at notes: every C, or more or fewer of them as there is room.</summary>
internal static class NoteTicks
{
    private const int Octave = 12;

    /// <summary>So many ticks are enough; with fewer, the next finer set of notes is tried.</summary>
    private const int Enough = 5;

    private static readonly string[] Names = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];

    /// <summary>Sets of notes, each a repeating pattern of semitones above C, from few to many.</summary>
    private static readonly (int Period, int[] Offsets)[] Sets =
    [
        (4 * Octave, [0]), (2 * Octave, [0]), (Octave, [0]), (Octave, [0, 7]), (Octave, [0, 4, 7]),
        (Octave, [0, 2, 4, 5, 7, 9, 11]), (Octave, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ];

    /// <summary>Returns the ticks of the coarsest set that says enough, or of the finest that has room.</summary>
    public static IReadOnlyList<Tick> Choose(TickRoom room)
    {
        IReadOnlyList<Tick> best = [];
        foreach (var (period, offsets) in Sets)
        {
            var ticks = All(room, period, offsets, Name);
            if (!room.Fits(ticks))
                ticks = offsets.Length == 1 ? Thin(ticks, room) : [];
            if (ticks.Length > best.Count)
                best = ticks;
            if (best.Count >= Enough && period <= Octave)
                break;
        }

        return best;
    }

    /// <summary>Returns all pitch classes, or those of the finest set that has room.</summary>
    public static IReadOnlyList<Tick> ChooseClasses(TickRoom room) =>
        Sets.Reverse().Select(set => All(room, set.Period, set.Offsets, Class)).FirstOrDefault(room.Fits) ?? [];

    /// <summary>Returns the name of a key, where 60 is C4 and 69 is A4.</summary>
    public static string Name(int key)
    {
        var octave = (int)Math.Floor((double)key / Octave) - 1;
        return Class(key) + octave.ToString(CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>Returns the name of a key's pitch class.</summary>
    private static string Class(int key) => Names[((key % Octave) + Octave) % Octave];

    /// <summary>Returns the ticks of a set that lie on the axis.</summary>
    private static Tick[] All(TickRoom room, int period, int[] offsets, Func<int, string> name)
    {
        var low = (int)Math.Ceiling(Pitch.FromFrequency(Math.Max(room.Map.Low, 1)).MidiNumber - 1e-9);
        var high = (int)Math.Floor(Pitch.FromFrequency(room.Map.High).MidiNumber + 1e-9);
        return
        [
            .. Enumerable.Range(low, Math.Max(0, high - low + 1))
                .Where(key => offsets.Contains(((key % period) + period) % period))
                .Select(key => new Tick(Pitch.FromMidi(key), name(key)))
                .Where(tick => room.Covers(tick.Value)),
        ];
    }

    /// <summary>Leaves out, from the top downward, what has no room: low notes crowd on a linear or mel axis.</summary>
    private static Tick[] Thin(Tick[] ticks, TickRoom room)
    {
        List<Tick> kept = [];
        foreach (var tick in ticks.Reverse())
        {
            if (kept.Count == 0 || room.Apart(kept[^1], tick))
                kept.Add(tick);
        }

        kept.Reverse();
        return [.. kept];
    }
}
