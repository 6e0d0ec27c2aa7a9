using MusicCnn.Models;
using MusicCnn.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.Training.Checkpoints;

/// <summary>Represents a checkpoint in a file whose checksum is right.</summary>
internal sealed record StoredCheckpoint(string Path, TrainingIdentity Identity, CheckpointProgress Progress)
{
    /// <summary>Opens a file and checks every byte that continuing depends on.</summary>
    /// <exception cref="InvalidDataException">The file is broken, or no checkpoint.</exception>
    public static StoredCheckpoint Open(string path)
    {
        using var file = SafeTensors.Read(path);
        var (identity, progress, checksum) = CheckpointMetadata.Read(file.Metadata);
        using var scope = NewDisposeScope();
        if (Checkpoint.Checksum(file.Names.ToDictionary(name => name, name => file.Load(name), StringComparer.Ordinal), file.Metadata) != checksum)
            throw new InvalidDataException("It is damaged: its contents do not have the checksum that it was written with.");
        return new(path, identity, progress);
    }

    /// <summary>Puts a model, its optimizer and the random generator into the state written down.</summary>
    /// <returns>The best epoch so far, or <see langword="null"/> where none is kept.</returns>
    /// <exception cref="InvalidDataException">The tensors are those of another model or optimizer.</exception>
    public BestWeights? RestoreInto(AudioClassifier model, OptimizerHelper optimizer)
    {
        using var noGradient = no_grad();
        using var file = SafeTensors.Read(Path);
        RequireForms(file, model);

        // The native half does not survive a state of another size, which another version of it may have.
        using var random = file.Load(Checkpoint.RandomKey);
        using (var current = get_rng_state())
        {
            if (random.dtype != current.dtype || random.numel() != current.numel())
                throw new InvalidDataException($"The random state of '{Path}' has {random.numel()} numbers of type {random.dtype} instead of {current.numel()} of type {current.dtype}: another version of TorchSharp wrote it.");
        }

        // Outside the scope below, since the optimizer keeps tensors that loading makes.
        using (var stored = file.Load(Checkpoint.OptimizerKey))
        using (var reader = new BinaryReader(new MemoryStream(stored.data<byte>().ToArray())))
            optimizer.load_state_dict(reader);

        using var scope = NewDisposeScope();
        var targets = ModelState.Changing(model);
        ModelState.Fill(targets, file, Checkpoint.ModelPrefix);
        set_rng_state(random);
        return Progress.BestEpoch is not { } epoch
            ? null
            : new(targets.ToDictionary(target => target.Key, Best), epoch, Progress.BestFigure!.Value);

        Tensor Best(KeyValuePair<string, Tensor> target) => file.Load(Checkpoint.BestPrefix + target.Key).to(target.Value.device).DetachFromDisposeScope();
    }

    private void RequireForms(SafeTensorsFile file, AudioClassifier model)
    {
        using var scope = NewDisposeScope();
        string[] prefixes = Progress.BestEpoch is null ? [Checkpoint.ModelPrefix] : [Checkpoint.ModelPrefix, Checkpoint.BestPrefix];
        var forms = Differences.Forms(ModelState.Changing(model));
        var expected = prefixes.SelectMany(prefix => forms.Select(form => KeyValuePair.Create(prefix + form.Key, form.Value))).ToDictionary(StringComparer.Ordinal);
        var stored = Differences.Forms(file);
        stored.Remove(Checkpoint.OptimizerKey);
        stored.Remove(Checkpoint.RandomKey);
        if (Differences.Between(expected, stored) is { Length: > 0 } differences)
            throw new InvalidDataException($"The tensors of '{Path}' are not those of this training.{differences}");
        if (!file.Contains(Checkpoint.OptimizerKey) || !file.Contains(Checkpoint.RandomKey))
            throw new InvalidDataException($"'{Path}' lacks the state of the optimizer or of the random generator.");
    }
}
