using MusicCnn.FrontEnds;
using MusicCnn.Internal;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Cuts training patches from prepared clips, in frames of images or in samples of waveforms.</summary>
internal sealed class PatchPlan
{
    private readonly PreparedClips _clips;
    private readonly int _step;

    public PatchPlan(AudioClassifier model, PreparedClips clips, int? hop = null)
    {
        _clips = clips;
        var frontEnd = model.FrontEnd;
        var frames = hop ?? model.PatchFrames;
        Width = clips.HoldsWaveforms ? SamplesOf(frontEnd, model.PatchFrames) : model.PatchFrames;
        _step = clips.HoldsWaveforms ? (int)Math.Round(frames * frontEnd.SampleRate / frontEnd.FrameRate) : frames;
    }

    /// <summary>Gets the length of a patch, in frames or samples.</summary>
    public int Width { get; }

    /// <summary>Returns the patches of an epoch, shuffled; the draws depend on nothing but the arguments.</summary>
    public Patch[] Epoch(IReadOnlyList<int> clips, TrainerOptions options, int epoch) => Shuffled(
        [
            .. clips.SelectMany(clip => options.Sampling == PatchSampling.Sequential
                ? Sequential(clip)
                : Drawn(clip, options.PatchesPerClip, new SeededRandom(options.Seed, epoch, clip))),
        ], options.Seed, epoch);

    /// <summary>Divides the patches of clips, one behind the other, into those to train on and those to validate with, whatever song they are of; at least one is on each side.</summary>
    public (Patch[] Train, Patch[] Validation) DivideLeaking(IReadOnlyList<int> clips, double share, int seed)
    {
        // Epochs count from 1, so that the shuffle of no epoch is this one.
        var patches = Shuffled([.. clips.SelectMany(Sequential)], seed, epoch: 0);
        if (patches.Length < 2)
            throw new ArgumentException($"{clips.Count} clips have {patches.Length} patch, which cannot be divided. Train on more clips.", nameof(clips));
        var held = Math.Clamp((int)Math.Ceiling(share * patches.Length), 1, patches.Length - 1);
        return (patches[..^held], patches[^held..]);
    }

    /// <summary>Returns patches in an order drawn from the seed and the epoch (Fisher and Yates).</summary>
    public static Patch[] Shuffled(Patch[] patches, int seed, int epoch)
    {
        var shuffled = (Patch[])patches.Clone();
        var random = new SeededRandom(seed, epoch);
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var other = random.Below(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }

    /// <summary>Returns a patch; a clip shorter than one is repeated from its start until it fills it.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="data">The image or waveform of its clip.</param>
    public Tensor Cut(Patch patch, Tensor data)
    {
        using var scope = NewDisposeScope();
        var cut = Part(patch, data);
        // A song that is not kept must not stay for as long as a batch needs a patch of it.
        return (_clips.Keeps(patch.Clip) ? cut : cut.clone()).MoveToOuterDisposeScope();
    }

    private Tensor Part(Patch patch, Tensor data)
    {
        var length = data.shape[^1];
        if (length >= Width)
            return data.narrow(-1, patch.Start, Width);

        var repeats = Enumerable.Repeat(1L, (int)data.dim()).ToArray();
        repeats[^1] = (Width + length - 1) / length;
        return data.repeat(repeats).narrow(-1, 0, Width);
    }

    private IEnumerable<Patch> Sequential(int clip)
    {
        var count = Math.Max(1, ((_clips.Length(clip) - Width) / _step) + 1);
        for (var patch = 0; patch < count; patch++)
            yield return new(clip, patch, (long)patch * _step);
    }

    private IEnumerable<Patch> Drawn(int clip, int count, SeededRandom random)
    {
        var places = Math.Max(1, _clips.Length(clip) - Width + 1);
        for (var patch = 0; patch < count; patch++)
            yield return new(clip, patch, (long)(random.Unit() * places));
    }

    /// <summary>Returns the smallest number of samples that gives an image of so many frames.</summary>
    public static int SamplesOf(IFrontEnd frontEnd, int frames)
    {
        var (low, high) = (0, 1);
        while (Frames(high) < frames)
            (low, high) = (high, checked(high * 2));
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = Frames(middle) < frames ? (middle, high) : (low, middle);
        }

        return high;

        int Frames(int samples)
        {
            try
            {
                return frontEnd.FrameCount(samples);
            }
            catch (ArgumentOutOfRangeException)
            {
                return 0;
            }
        }
    }
}
