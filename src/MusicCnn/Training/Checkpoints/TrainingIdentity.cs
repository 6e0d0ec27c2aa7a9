using System.Security.Cryptography;
using System.Text;
using MusicCnn.Models;
using MusicCnn.Weights;

namespace MusicCnn.Training.Checkpoints;

/// <summary>Represents what must be the same for a training to go on as if it had never stopped: settings, network and data, each as a text.</summary>
/// <param name="Facts">The texts by what they tell.</param>
internal sealed record TrainingIdentity(IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>Returns the identity of a training.</summary>
    public static TrainingIdentity Of(AudioClassifier model, PreparedClips clips, TrainerOptions options, IReadOnlyList<int> train, IReadOnlyList<int>? validation)
    {
        var facts = new Dictionary<string, string>
        {
            ["epochs"] = Text($"{options.Epochs}"),
            ["batch size"] = Text($"{options.BatchSize}{(options.DropLast ? ", rest dropped" : "")}"),
            ["accumulation"] = Text($"{options.Accumulation}"),
            ["optimizer"] = Text($"{options.Optimizer}, momentum {options.Momentum:R}, Nesterov {options.Nesterov}"),
            ["learning rate"] = Text($"{options.LearningRate:R}"),
            ["schedule"] = Text($"{options.Schedule}, warm-up {options.WarmUp:R}, plateau {SettingsJson.Write(options.Plateau)}, steps {SettingsJson.Write(options.Steps)}"),
            ["weight decay"] = Text($"{options.WeightDecay:R}"),
            ["penalty of kernels"] = Text($"{options.KernelPenalty:R}"),
            ["gradient clip"] = Text($"{options.GradientClip:R}"),
            ["class weights"] = Text($"{options.ClassWeights}"),
            ["sampling"] = Text($"{options.Sampling}, {options.PatchesPerClip} patches of {model.PatchFrames} frames a clip, hop {options.PatchHop}"),
            ["best epoch"] = Text($"{options.BestBy}"),
            ["patience"] = Text($"{options.Patience}, with the training loss {options.TrainingPatience}"),
            ["leaking validation"] = Text($"{options.LeakingValidation:R}"),
            ["augmentation"] = options.Augmentation?.Identity ?? "",
            ["mixup"] = options.Mixup is null ? "" : SettingsJson.Write(options.Mixup),
            ["seed"] = Text($"{options.Seed}"),
            ["network"] = ModelCatalog.Default.TextOfArchitecture(model.Network),
            ["weights that learn"] = Learning(model),
            // Cards of one kind round alike, whatever their numbers.
            ["device"] = Text($"{model.parameters().FirstOrDefault(weight => weight.requires_grad)?.device.type}"),
            ["standardization"] = model.Standardize is { } standardize ? SettingsJson.Write(standardize.Options) : "",
            ["output"] = Text($"{model.Options.Output}"),
            ["front-end"] = ModelCatalog.Default.TextOfFrontEnd(model.FrontEndModule),
            ["labels"] = string.Join(", ", clips.Labels),
            ["names and classes of training clips"] = Names(clips, train),
            ["sound of training clips"] = Sound(clips, train),
            ["names and classes of validation clips"] = Names(clips, validation ?? []),
            ["sound of validation clips"] = Sound(clips, validation ?? []),
        };
        return new(facts);
    }

    /// <summary>Returns what differs from an identity written down; nothing where both agree.</summary>
    public string DifferencesTo(TrainingIdentity stored) => Differences.List("It differs in", [.. Facts.Keys.Union(stored.Facts.Keys)
        .Where(name => Facts.GetValueOrDefault(name) != stored.Facts.GetValueOrDefault(name))
        .Select(name => $"{name} ('{stored.Facts.GetValueOrDefault(name)}' there, '{Facts.GetValueOrDefault(name)}' here)")]);

    /// <summary>Returns the number of the weights that learn, and a checksum of their names: as many others frozen are another training.</summary>
    private static string Learning(AudioClassifier model)
    {
        var names = model.named_parameters().Where(weight => weight.parameter.requires_grad).Select(weight => weight.name).ToArray();
        return Text($"{names.Length}, {Short(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names))))}");
    }

    private static string Names(PreparedClips clips, IReadOnlyList<int> chosen) =>
        Digest(chosen, clip => Encoding.UTF8.GetBytes(Text($"{clips.Name(clip)}\0{string.Join(',', clips.Targets(clip))}\n")));

    private static string Sound(PreparedClips clips, IReadOnlyList<int> chosen) => Digest(chosen, clips.Fingerprint);

    private static string Digest(IReadOnlyList<int> chosen, Func<int, byte[]> part)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var clip in chosen)
            hash.AppendData(part(clip));
        return Text($"{chosen.Count} clips, {Short(hash.GetHashAndReset())}");
    }

    /// <summary>Returns eight bytes of a checksum, which tell apart all the data sets that there will ever be.</summary>
    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, 8));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
