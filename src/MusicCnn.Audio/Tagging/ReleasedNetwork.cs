using System.Text.Json;
using MusicCnn.FrontEnds;
using MusicCnn.Internal;
using MusicCnn.Models;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Audio.Tagging;

/// <summary>Represents a network that musicnn's authors released: how its weights are recognized, and what its outputs mean.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Fingerprint">The CRC-32 of the biases of its outputs: the two data sets' networks differ in nothing but numbers.</param>
/// <param name="Labels">The names of its outputs.</param>
internal sealed record ReleasedNetwork(string Name, uint Fingerprint, IReadOnlyList<string> Labels)
{
    /// <summary>Where the files are, for those who lack them.</summary>
    public const string Whereabouts =
        "The released weights are public: MTT_musicnn.h5, MSD_musicnn.h5, MTT_vgg.h5 and MSD_vgg.h5 in github.com/Quint-e/musicnn_keras, folder musicnn_keras/keras_checkpoints/ "
        + "(ISC-style license, whose notice travels with copies). Download one, and give its path.";

    /// <summary>The frames of a patch of three seconds, which the networks were trained on.</summary>
    public const int PatchFrames = 187;

    private const string OutputBias = "output.bias";

    private static readonly ReleasedNetwork[] All =
    [
        new("MTT_musicnn", 0xC9F5BE7A, TagLabels.MagnaTagATune),
        new("MSD_musicnn", 0xB230823E, TagLabels.MillionSongDataset),
        new("MTT_vgg", 0xAAA675CD, TagLabels.MagnaTagATune),
        new("MSD_vgg", 0xE6544448, TagLabels.MillionSongDataset),
    ];

    /// <summary>Returns the front-end that the networks were trained on.</summary>
    public static MelSpectrogramOptions FrontEnd(bool roundToHalf) => MelSpectrogramOptions.Musicnn with { RoundToHalf = roundToHalf };

    /// <summary>Returns the released network whose weights a network has, or null.</summary>
    public static ReleasedNetwork? Of(nn.Module network)
    {
        using var scope = NewDisposeScope();
        var bias = network.named_parameters().FirstOrDefault(parameter => parameter.name == OutputBias).parameter;
        if (bias is null)
            return null;
        var fingerprint = Crc32.Of(bias.detach().to(ScalarType.Float32).cpu().contiguous().bytes);
        return Array.Find(All, released => released.Fingerprint == fingerprint);
    }

    /// <summary>Returns how what stands around the network differs from what it was trained in; nothing where it does not.</summary>
    public static string Differences(AudioClassifier model)
    {
        List<string> differences = [];
        if (model.FrontEndModule is MelSpectrogram mel)
        {
            // Rounding to half precision is the caller's choice.
            using var actual = JsonDocument.Parse(SettingsJson.Write(mel.Options));
            using var expected = JsonDocument.Parse(SettingsJson.Write(FrontEnd(mel.Options.RoundToHalf)));
            differences.AddRange(
                from setting in expected.RootElement.EnumerateObject()
                let value = actual.RootElement.GetProperty(setting.Name)
                where !JsonElement.DeepEquals(value, setting.Value)
                select $"{setting.Name} is {value.GetRawText()} instead of {setting.Value.GetRawText()}");
        }
        else
        {
            differences.Add($"the front-end is {model.FrontEndModule.GetName()} instead of {nameof(MelSpectrogram)}");
        }

        if (model.Standardize is not null)
            differences.Add("images are standardized, which they were not in training");
        if (model.Options.Output != ClassOutput.AnyOf)
            differences.Add($"{nameof(AudioClassifierOptions.Output)} is {model.Options.Output} instead of {ClassOutput.AnyOf}");
        return string.Join("; ", differences);
    }
}
