using MusicCnn.Tests.Support;
using MusicCnn.Training;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training;

public class PatchPlanTests
{
    private static readonly int[] All = [0, 1, 2, 3, 4, 5];

    [Fact]
    public void Sequential_patches_cover_each_song_once_without_overlap()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(6));
        var patches = new PatchPlan(model, clips).Epoch(All, new() { Sampling = PatchSampling.Sequential }, epoch: 1);

        // 0.8 s are 51 frames, 0.88 s 56, 0.96 s 61: two patches of 24 frames each, and a rest.
        var expected = All.SelectMany(clip => new Patch[] { new(clip, 0, 0), new(clip, 1, 24) });
        Assert.Equal(expected, patches.OrderBy(patch => patch.Item));
        Assert.NotEqual(expected, patches);
    }

    [Fact]
    public void Sequential_patches_overlap_by_their_width_less_the_hop()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(6));

        var starts = new PatchPlan(model, clips, hop: 10).Epoch([0, 2], new() { Sampling = PatchSampling.Sequential }, epoch: 1).OrderBy(patch => patch.Item).Select(patch => (patch.Clip, patch.Start));

        // 51 and 61 frames hold 24 of them at every tenth up to 20 and 30.
        Assert.Equal([(0, 0), (0, 10), (0, 20), (2, 0), (2, 10), (2, 20), (2, 30)], starts);
    }

    [Fact]
    public void Drawn_patches_lie_within_their_songs_and_change_from_epoch_to_epoch()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(6));
        var plan = new PatchPlan(model, clips);
        var options = new TrainerOptions { PatchesPerClip = 500, Seed = 3 };

        var first = plan.Epoch(All, options, epoch: 1);
        Assert.Equal(3_000, first.Length);
        foreach (var clip in All)
        {
            var starts = first.Where(patch => patch.Clip == clip).Select(patch => patch.Start).ToArray();
            Assert.Equal((0, clips.Length(clip) - 24), (starts.Min(), starts.Max()));
        }

        Assert.Equal(first.Length, first.Select(patch => patch.Item).Distinct().Count());

        Assert.Equal(first, plan.Epoch(All, options, epoch: 1));
        Assert.NotEqual(Sorted(first), Sorted(plan.Epoch(All, options, epoch: 2)));
        Assert.NotEqual(Sorted(first), Sorted(plan.Epoch(All, options with { Seed = 4 }, epoch: 1)));

        static IEnumerable<Patch> Sorted(IEnumerable<Patch> patches) => patches.OrderBy(patch => patch.Item);
    }

    [Fact]
    public void A_song_shorter_than_a_patch_is_repeated_from_its_start()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(2, seconds: 0.15));
        using var scope = NewDisposeScope();
        var frames = clips.Length(0);
        Assert.InRange(frames, 9, 11);

        var patch = new PatchPlan(model, clips).Cut(new(0, 0, 0), clips.Data(0));
        TensorAssert.Shape([1, 16, 24], patch);
        TensorAssert.Close(clips.Data(0), patch.narrow(-1, 0, frames), 0);
        TensorAssert.Close(clips.Data(0), patch.narrow(-1, frames, frames), 0);

        // The model does the same when it classifies.
        TensorAssert.Close(model.Patches(clips.Data(0))[0], patch, 0);
    }

    [Fact]
    public void Patches_for_a_front_end_that_learns_are_waveforms_of_as_many_frames()
    {
        using var model = TestClips.Model(trainableFrontEnd: true);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(2));
        using var scope = NewDisposeScope();
        var plan = new PatchPlan(model, clips);
        Assert.Equal(24, model.FrontEnd.FrameCount(plan.Width));
        Assert.Equal(23, model.FrontEnd.FrameCount(plan.Width - 1));
        TensorAssert.Shape([1, 16, 24], model.Image(plan.Cut(new(1, 0, 500), clips.Data(1))));
    }
}
