namespace MusicCnn.Samples.Tests;

public class QuickTests
{
    [Fact]
    public void FilterShapes_ends_with_the_table_of_tempo_and_timbre()
    {
        SampleRun.Of("FilterShapes", "--quick").Prints("temporal", "1×50", "frequency", "square", "7×7", "tempo", "timbre", "chance = 0.50");
        SampleRun.Of("FilterShapes", "--help").Prints("--seed", "[default: 1]");
    }

    [Fact]
    public void FilterShapes_draws_which_filters_fire_together()
    {
        var folder = Directory.CreateTempSubdirectory("musiccnn-samples-");
        try
        {
            var path = Path.Combine(folder.FullName, "correlation.png");
            SampleRun.Of("FilterShapes", "--quick", "--correlation", path).Prints("8 of 1×50", "17 of 23×1", "8 of 7×7", "mean |r| with", "chance = 0.25");
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(path)[..4]);
            var run = SampleRun.Of("FilterShapes", "--correlation", Path.Combine(folder.FullName, "nowhere", "correlation.png"));
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("must name a file in a folder that exists", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void OwnLoop_prints_loss_and_accuracy() => SampleRun.Of("OwnLoop", "--quick").Prints("loss", "accuracy");

    [Fact]
    public void Spectrograms_shows_every_kind_and_lists_its_settings()
    {
        SampleRun.Of("Spectrograms", "--quick").Prints("stft", "mel", "pcen", "kaldi", "imel", "cqt", "vqt", "hcqt", "icqt: came back at", "mfcc", "onset", "tempogram", "beats a minute");
        SampleRun.Of("Spectrograms", "--list").Prints("FftSize", "2048", "MelBands", "128", "Onsets.Mel.FftSize");
    }

    [Fact]
    public void Spectrograms_takes_note_names_and_lists_of_numbers()
    {
        string[] one = ["--quick", "--kind", "hcqt", "--set", "MinFrequency=A2", "Bins=24", "BinsPerOctave=12", "Harmonics=1,2"];
        SampleRun.Of("Spectrograms", [.. one, "--channel", "1"]).Prints("[2, 24,", "110 to 415.3 Hz");
        var run = SampleRun.Of("Spectrograms", [.. one, "--channel", "2"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no channel 2; the image has 2, counted from 0.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Spectrograms_sets_the_settings_of_settings()
    {
        SampleRun.Of("Spectrograms", "--quick", "--kind", "mfcc", "--set", "Mel.HopLength=441", "--set", "coefficients=13").Prints("[1, 13, 51]");

        var run = SampleRun.Of("Spectrograms", "--quick", "--kind", "mfcc", "--set", "Deltas.Axis=Rows");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Deltas has no settings of its own here; set it as a whole.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Spectrograms_refuses_an_unknown_kind_and_names_those_there_are()
    {
        var run = SampleRun.Of("Spectrograms", "--kind", "wavelet");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("stft, mel, pcen, kaldi, imel", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Spectrograms_in_pieces_says_how_far_they_are_from_the_whole()
    {
        SampleRun.Of("Spectrograms", "--quick", "--kind", "mel", "--piece", "1000", "--set", "Compression=Decibels").Prints("mel in pieces of 1000 samples: equal to the whole");
        var run = SampleRun.Of("Spectrograms", "--quick", "--kind", "mel", "--piece", "1000");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("TopDecibels", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Spectrograms_recovers_a_recording_from_its_magnitude()
    {
        var folder = Directory.CreateTempSubdirectory("musiccnn-samples-");
        try
        {
            var path = Path.Combine(folder.FullName, "recovered.wav");
            SampleRun.Of("Spectrograms", "--quick", "--kind", "stft", "--griffin-lim", path).Prints("recovered from its magnitude in 32 iterations, spectral convergence");
            Assert.Equal(44 + (2 * 22_050), new FileInfo(path).Length);
            SampleRun.Of("Spectrograms", "--quick", "--kind", "mel", "--griffin-lim", path).Refuses("--griffin-lim needs --kind stft, cqt or icqt, but the kind was mel.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Architectures_prints_every_network_with_what_it_sees()
    {
        SampleRun.Of("Architectures", "--quick").Prints("musicnn-filters: ", "5 of 1×41", "0.952 s (41)", "Conv2d 38×7", "sees frequency");
        SampleRun.Of("Architectures", "onet", "--scale", "4", "--beats-per-minute", "120").Prints("OnsetPatternNet", "20 of 1×41", "0.952 s, 1.9 beats (41)");
        SampleRun.Of("Architectures", "--list").Prints("onet-pnet", "P-net");
        SampleRun.Of("Architectures", "--all", "--brief").Prints("865,950", "8 shapes, 5 of 1×6 to 5 of 1×41", "3 bins, 0.13 octaves", "32 of 1×60, 32 of 32×1\n");
    }

    [Fact]
    public void Architectures_refuses_what_it_cannot_describe()
    {
        SampleRun.Of("Architectures", "wavelet").Refuses("There is no network wavelet", "musicnn");
        SampleRun.Of("Architectures").Refuses("--list");
        SampleRun.Of("Architectures", "musicnn", "--scale", "2").Refuses("leave --scale out");
        SampleRun.Of("Architectures", "pnet", "--seconds", "1").Refuses("A filter of 1×216", "[1, 1, 40, 45]");
        SampleRun.Of("Architectures", "onet", "--scale", "-1").Refuses("Scale must be above 0 times, but was -1. Take 1");
    }

    [Theory]
    [InlineData("Architectures")]
    [InlineData("CompareArchitectures")]
    [InlineData("Spectrograms")]
    [InlineData("FilterShapes")]
    [InlineData("OwnLoop")]
    [InlineData("TagAudio")]
    public void An_unknown_option_is_refused(string sample)
    {
        var run = SampleRun.Of(sample, "--slow");
        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }
}
