using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Makes the constant buffers of modules (windows, banks) from designs in double precision.</summary>
/// <remarks>
/// A float32 buffer that TorchSharp converts to float64 keeps the digits that it lost. So a module with constants keeps their designs,
/// overrides <c>_toEpilog</c>, through which every conversion of itself or of a parent goes, and fills its buffers anew.
/// </remarks>
internal static class DesignedTensor
{
    /// <summary>Returns a float32 tensor that survives the dispose scopes of whoever builds the module.</summary>
    public static Tensor Create(double[] design, params long[] shape) =>
        tensor(design, shape, dtype: ScalarType.Float32).DetachFromDisposeScope();

    /// <summary>Fills a converted buffer with the design again, rounded once.</summary>
    public static void Restore(Tensor buffer, double[] design)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        buffer.copy_(tensor(design, buffer.shape));
    }

    /// <summary>Returns a buffer's constants in a type, with all their digits where the type has more than the buffer.</summary>
    public static Tensor In(ScalarType type, Tensor buffer, double[] design) =>
        type == buffer.dtype ? buffer : tensor(design, buffer.shape, dtype: type, device: buffer.device);

    /// <summary>Gives the elements of a converted parameter that training has not changed the digits of their design back.</summary>
    public static void RestoreUntrained(Tensor parameter, double[] design)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var exact = tensor(design, parameter.shape);
        var rounded = exact.to(ScalarType.Float32).to(ScalarType.Float64);
        var current = parameter.to(ScalarType.Float64).cpu();
        parameter.copy_(exact.where(current.eq(rounded), current));
    }
}
