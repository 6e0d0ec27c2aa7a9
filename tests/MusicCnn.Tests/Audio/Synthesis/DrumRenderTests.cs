using MusicCnn.Audio.Synthesis;
using MusicCnn.Signals;

namespace MusicCnn.Tests.Audio.Synthesis;

public class DrumRenderTests
{
    private const int SampleRate = 16_000;

    private static readonly DrumPattern Claves = new(4, (Drum.Clave, "X..x ..x. ..x. x..."));

    private static readonly DrumTrackOptions Plain = new()
    {
        BeatsPerMinute = 100,
        Duration = TimeSpan.FromSeconds(3),
        SampleRate = SampleRate,
    };

    public static TheoryData<Drum> Drums => [.. Enum.GetValues<Drum>()];

    [Fact]
    public void Strokes_fall_on_the_samples_of_their_steps()
    {
        var clip = SyntheticMusic.Render(Claves, Plain);

        const double Step = 60.0 * SampleRate / (100 * 4);
        int[] steps = [0, 3, 6, 10, 12, 16, 19];
        Assert.Equal(steps.Select(step => (int)Math.Round(step * Step)), Onsets(clip));
    }

    [Fact]
    public void A_later_start_cuts_the_beginning_away()
    {
        var late = SyntheticMusic.Render(Claves, Plain with { Start = TimeSpan.FromSeconds(0.4) });

        const double Step = 60.0 * SampleRate / (100 * 4);
        int[] steps = [3, 6, 10, 12, 16, 19, 22];
        Assert.Equal(steps.Select(step => (int)Math.Round((step * Step) - (0.4 * SampleRate))), Onsets(late));
    }

    [Fact]
    public void Jitter_moves_strokes_no_further_than_asked()
    {
        var straight = Onsets(SyntheticMusic.Render(Claves, Plain));
        var moved = Onsets(SyntheticMusic.Render(Claves, Plain with { TimingJitter = TimeSpan.FromMilliseconds(10) }));

        var distances = straight.Zip(moved, (a, b) => Math.Abs(a - b)).ToArray();
        Assert.Equal(straight.Count, moved.Count);
        Assert.InRange(distances.Max(), 16, 161);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        var pattern = new DrumPattern(4, (Drum.Kick, "X...x..."), (Drum.Snare, "..X...X."), (Drum.Ride, "xxxxxxxx"));
        var options = Plain with { LevelJitter = 3, TimingJitter = TimeSpan.FromMilliseconds(5), Seed = 5 };
        var clip = SyntheticMusic.Render(pattern, options);
        Assert.Equal(clip.ToArrays(), SyntheticMusic.Render(pattern, options).ToArrays());
        Assert.NotEqual(clip.ToArrays(), SyntheticMusic.Render(pattern, options with { Seed = 6 }).ToArrays());
    }

    [Fact]
    public void The_loudest_sample_is_the_peak_asked_for()
    {
        var clip = SyntheticMusic.Render(Claves, Plain with { Peak = 0.25 });
        Assert.Equal(0.25, clip.ToArrays().Max(channel => channel.Max(Math.Abs)), precision: 6);
    }

    [Theory]
    [InlineData(-1, 1, 0)]
    [InlineData(0, 0.7071, 0.7071)]
    [InlineData(1, 0, 1)]
    public void A_drum_is_heard_where_it_stands(double pan, double left, double right)
    {
        var kit = new DrumKit { Sounds = new Dictionary<Drum, DrumSound> { [Drum.Clave] = DrumKit.Acoustic.Sounds[Drum.Clave] with { Pan = pan } } };
        var clip = SyntheticMusic.Render(Claves, Plain with { Kit = kit });
        var (l, r) = (Energy(clip, 0), Energy(clip, 1));
        Assert.Equal(left, Math.Sqrt(l / (l + r)), precision: 4);
        Assert.Equal(right, Math.Sqrt(r / (l + r)), precision: 4);
    }

    [Theory]
    [MemberData(nameof(Drums))]
    public void Both_kits_play_every_drum_within_full_scale(Drum drum)
    {
        foreach (var kit in new[] { DrumKit.Acoustic, DrumKit.Electronic })
        {
            var clip = SyntheticMusic.Render(new DrumPattern(1, (drum, "X.")), Plain with { Kit = kit });
            Assert.Equal(0.9, clip.ToArrays().Max(channel => channel.Max(Math.Abs)), precision: 5);
        }
    }

    [Fact]
    public void A_kick_is_low_a_hat_is_high_and_a_clave_sounds_its_frequency()
    {
        Assert.True(Heard(Drum.Kick).PowerBetween(0, 250) > 0.9);
        Assert.True(Heard(Drum.ClosedHat).PowerBetween(5_000, 16_000) > 0.75);
        Assert.Equal(2_500, Heard(Drum.Clave).Strongest, tolerance: 50);

        static Spectrum Heard(Drum drum)
        {
            var clip = SyntheticMusic.Render(new DrumPattern(1, (drum, "X")), Plain with { SampleRate = 44_100, BeatsPerMinute = 240 });
            return new Spectrum(clip.Channel(0)[..44_100], 44_100);
        }
    }

    [Fact]
    public void A_drum_that_the_kit_lacks_is_named()
    {
        var kit = new DrumKit { Sounds = new Dictionary<Drum, DrumSound> { [Drum.Kick] = new() } };
        var error = Assert.Throws<ArgumentException>(() => SyntheticMusic.Render(Claves, Plain with { Kit = kit }));
        Assert.Contains("plays Clave, but the kit has only Kick", error.Message, StringComparison.Ordinal);
    }

    private static List<int> Onsets(AudioClip clip)
    {
        var samples = clip.Channel(0);
        var onsets = new List<int>();
        for (var i = 0; i < samples.Length; i++)
        {
            if (Math.Abs(samples[i]) > 0.25 && (onsets.Count == 0 || i - onsets[^1] > SampleRate / 20))
                onsets.Add(i);
        }

        return onsets;
    }

    private static double Energy(AudioClip clip, int channel)
    {
        var sum = 0.0;
        foreach (var sample in clip.Channel(channel))
            sum += sample * sample;
        return sum;
    }
}
