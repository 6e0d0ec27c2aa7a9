using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using MusicCnn.Layers;

namespace MusicCnn.Samples.Spectrograms;

/// <summary>Draws the picture of the README: the three shapes of filters on a log-mel spectrogram of synthetic music.</summary>
internal static class ReadmePicture
{
    public static Picture Draw()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { HopLength = 160 });
        using var waveform = Recording.Arpeggio(mel.SampleRate, TimeSpan.FromSeconds(4)).ToTensor();
        using var image = mel.call(waveform);

        // One second of rhythm; the harmonics of a voice; a note with its beginning.
        var temporal = FilterShape.Temporal(mel.FramesIn(TimeSpan.FromSeconds(1)));
        var frequency = FilterShape.Frequency(mel.BinsBetween(400, 2_000));
        var rectangular = FilterShape.Rectangular(mel.BinsBetween(150, 900), mel.FramesIn(beats: 0.5, beatsPerMinute: 120));
        return Picture.HeatMap(mel, image, new()
        {
            Width = 900,
            Height = 380,
            Scale = 2,
            Title = "Three shapes of filters on a log-mel spectrogram: m bins × n frames",
            Values = new() { Label = "log10(1 + 10000 x)" },
            Boxes =
            [
                new(temporal, bin: 84, frame: 30) { Label = $"1×n temporal, here {temporal}" },
                new(frequency, bin: mel.BinsBetween(1, 400), frame: 215) { Label = $"m×1 frequency, here {frequency}" },
                new(rectangular, bin: mel.BinsBetween(1, 150), frame: 250) { Label = $"m×n rectangular, here {rectangular}" },
            ],
        });
    }
}
