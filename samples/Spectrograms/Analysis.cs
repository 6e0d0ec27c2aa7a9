using System.Globalization;
using MusicCnn.FrontEnds;
using MusicCnn.Weights;
using Spectre.Console;
using static TorchSharp.torch;

namespace MusicCnn.Samples.Spectrograms;

/// <summary>Computes spectrograms of a recording, prints their sizes, and writes them.</summary>
internal static class Analysis
{
    public static void Run(AnalysisRequest request)
    {
        var table = new Table().AddColumns("kind", "image", "frames", "bins", "values");
        List<string> notes = [];
        foreach (var kind in request.Kinds)
        {
            // 1. The settings: the sample's defaults for this recording, or a preset; then what was given.
            var options = request.Preset is null
                ? kind.Defaults(Recording.SampleRate(request.File))
                : Settings.Preset(kind.OptionsType, request.Preset);
            foreach (var setting in request.Settings)
                Settings.Set(options, setting);

            // 2. The spectrogram, at the rate that the front-end asks for.
            using var scope = NewDisposeScope();
            using var module = kind.Build(options);
            var frontEnd = (IFrontEnd)module;
            var clip = Recording.Load(request.File, frontEnd.SampleRate, request.Longest);
            var waveform = clip.ToTensor();
            var whole = module.call(waveform);
            var image = whole;
            if (request.Piece is { } piece)
            {
                image = Streamed.Image(frontEnd, waveform, piece);
                notes.Add($"{kind.Name} in pieces of {piece} samples: {Streamed.Deviation(whole, image)}");
            }

            var array = image;
            if (kind.Invert is { } invert)
            {
                var (signal, iterations, residual) = invert(options, image, clip.Length);
                array = signal;
                notes.Add(FormattableString.Invariant($"{kind.Name}: came back at {Ratio(waveform, signal):0.0} dB after {iterations} iterations, residual {residual:g2}"));
            }

            if (request.GriffinLim is { } recovered)
                notes.Add(Resynthesis.Write(kind.Name, options, waveform, frontEnd.SampleRate, recovered));

            // 3. What was asked for.
            if (request.Npy is not null)
                NpyArray.FromTensor(array).Save(request.Npy);
            var channel = image.narrow(0, Channel(request.Channel ?? Math.Min(kind.Channel, (int)image.shape[0] - 1), image), 1);
            var shown = channel.is_complex() ? channel.abs() : channel;
            var picture = Drawing.Of(frontEnd, shown, $"{kind.Summary}, {Path.GetFileName(request.File) ?? "synthetic arpeggio"}", Unit(options));
            if (request.Png is not null)
                picture.Save(request.Png);
            table.AddRow(
                kind.Name,
                Markup.Escape($"[{string.Join(", ", image.shape)}]"),
                FormattableString.Invariant($"{frontEnd.FrameRate:0.##} a second"),
                Drawing.Rows(frontEnd),
                FormattableString.Invariant($"{shown.min().item<float>():0.###} to {shown.max().item<float>():0.###}"));
        }

        AnsiConsole.Write(table);
        notes.ForEach(AnsiConsole.WriteLine);
        foreach (var path in new[] { request.Png, request.Npy }.OfType<string>())
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"wrote {path}");
        if (request.Png is null && request.Npy is null && request.GriffinLim is null)
            AnsiConsole.WriteLine("Nothing is written without --png, --npy or --griffin-lim.");
    }

    /// <summary>Returns the channel that the picture shows.</summary>
    private static int Channel(int channel, Tensor image) => channel >= 0 && channel < image.shape[0]
        ? channel
        : throw new ArgumentException($"There is no channel {channel}; the image has {image.shape[0]}, counted from 0.");

    /// <summary>Returns the ratio of a signal to what another differs from it, in decibels.</summary>
    private static double Ratio(Tensor signal, Tensor other) =>
        10 * Math.Log10(signal.square().sum().item<float>() / (signal - other).square().sum().item<float>());

    /// <summary>Returns what the color bar is labeled with.</summary>
    private static string Unit(object options) => options.GetType().GetProperty(nameof(SpectrumOptions.Compression))?.GetValue(options) switch
    {
        Decibels => "Level (dB)",
        _ when options is MelSpectrogramOptions { Pcen: not null } => "Over its own level",
        _ when options is OnsetStrengthOptions { Mel.Compression: Decibels } => "Growth (dB)",
        _ when options is TempogramOptions => "Correlation",
        null or NoCompression => string.Empty,
        var compression => SettingValue.Format(compression),
    };
}
