using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Rounds values to half precision and returns them in their own type.</summary>
internal static class HalfRounding
{
    /// <summary>Returns x + (half(x) − x), the difference cut out of the graph: exactly half(x), while gradients pass as if nothing had been rounded.</summary>
    public static Tensor Apply(Tensor values)
    {
        using var scope = NewDisposeScope();
        var rounded = values.detach().to(ScalarType.Float16).to(values.dtype);
        if (!values.requires_grad)
            return rounded.MoveToOuterDisposeScope();
        return (values + (rounded - values.detach())).MoveToOuterDisposeScope();
    }
}
