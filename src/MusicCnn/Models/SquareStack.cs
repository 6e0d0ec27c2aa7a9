using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents blocks of small squares behind each other and the maximum of what they leave: image <c>[N, C, F, T]</c> to <c>[N, K]</c>.</summary>
internal sealed class SquareStack : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "blocks")]
    private readonly ModuleList<SquareBlock> _blocks;

    private readonly IReadOnlyList<SquareBlockOptions> _options;

    public SquareStack(IReadOnlyList<SquareBlockOptions> options)
        : base(nameof(SquareStack))
    {
        _options = options;
        _blocks = nn.ModuleList(options.Select(block => new SquareBlock(block)).ToArray());
        RegisterComponents();
    }

    /// <summary>Returns the smallest image of which blocks leave something.</summary>
    public static (long Bins, long Frames) MinimumSize(IEnumerable<SquareBlockOptions> blocks) =>
        blocks.Reverse().Aggregate((Bins: 1L, Frames: 1L), (size, block) => block.MinimumSize(size.Bins, size.Frames));

    public override Tensor forward(Tensor image)
    {
        BlockRoom.Require(_options.Count, MinimumSize(_options), (image.shape[2], image.shape[3]), nameof(image));
        using var scope = NewDisposeScope();
        var maps = image;
        foreach (var block in _blocks)
            maps = block.call(maps);
        return FeaturePooler.Maximum(maps.flatten(start_dim: 2), 2).MoveToOuterDisposeScope();
    }
}
