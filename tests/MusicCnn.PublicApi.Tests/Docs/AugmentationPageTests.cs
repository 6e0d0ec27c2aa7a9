using MusicCnn.Augmentation;
using MusicCnn.FrontEnds;
using TorchSharp;

namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>What docs/augmentation.md shows compiles, and runs on the public surface alone.</summary>
public class AugmentationPageTests
{
    [Fact]
    public void Every_code_block_is_a_region_of_code_that_compiles() =>
        ReadmeTests.RequireRegions(Path.Combine("docs", "augmentation.md"), "AugmentationCode.cs");

    [Fact]
    public void The_loop_runs()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        using var waveforms = torch.rand(3, 4_000);
        using var targets = torch.rand(3, 2);

        AugmentationCode.OwnLoop(mel, waveforms, targets, [4, 9, 1], [4_000, 3_000, 4_000]);
    }

    [Fact]
    public void A_layer_of_the_users_own_needs_no_more_than_the_public_surface()
    {
        using var inversion = new Inversion(new() { Seed = 1 });
        using var waveforms = torch.ones(50, 4);
        using var output = inversion.call(waveforms, BatchItems.Consecutive(epoch: 1, first: 0, count: 50));

        Assert.InRange(output.sum().item<float>(), -100, 100);
    }

    private sealed record InversionOptions : AugmentationOptions;

    private sealed class Inversion(InversionOptions options) : ExampleAugmentation(nameof(Inversion), options)
    {
        protected override torch.Tensor Augment(torch.Tensor example, ItemRandom random) => random.Unit() < 0.5 ? -example : example;
    }
}
