using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents batch normalization of images <c>[N, 1, F, T]</c> by bin or by frame.</summary>
internal sealed class ImageNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "norm")]
    private readonly BatchNorm1d _norm;

    private readonly ImageNormalization _over;

    public ImageNorm(ImageNormalization over, long size, double epsilon, double momentum)
        : base(nameof(ImageNorm))
    {
        _over = over;
        _norm = nn.BatchNorm1d(size, epsilon, momentum);
        RegisterComponents();
    }

    public override Tensor forward(Tensor image)
    {
        PrecisionGuard.Matches(image, _norm.weight, nameof(image));
        var byBin = _over == ImageNormalization.EachBin;
        BatchGuard.RequireTwoValues(_norm, image.shape[0] * image.shape[byBin ? 3 : 2], image.shape, "over the other axis");
        using var scope = NewDisposeScope();
        var plane = image.squeeze(1);   // [N, F, T]
        plane = byBin ? _norm.call(plane) : _norm.call(plane.transpose(1, 2)).transpose(1, 2);
        return plane.unsqueeze(1).MoveToOuterDisposeScope();
    }
}
