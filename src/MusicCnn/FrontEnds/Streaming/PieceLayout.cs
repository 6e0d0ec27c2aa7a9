using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Streaming;

/// <summary>Represents what all pieces of a signal have in common.</summary>
/// <param name="Leading">The image's axes before frequency: [1], [N, 1] or [N, C].</param>
/// <param name="Type">The element type.</param>
/// <param name="Device">The device.</param>
internal readonly record struct PieceLayout(long[] Leading, ScalarType Type, Device Device)
{
    /// <summary>Throws unless another piece has the same layout.</summary>
    public void RequireSame(PieceLayout next, string name)
    {
        if (!Leading.AsSpan().SequenceEqual(next.Leading))
        {
            throw new ArgumentException(
                $"All pieces of a signal must have the same batch and channels {ShapeGuard.Print(Leading)}, but this one has {ShapeGuard.Print(next.Leading)}. "
                + "Call Flush or Reset before another signal.",
                name);
        }

        if (Type != next.Type || Device.ToString() != next.Device.ToString())
            throw new ArgumentException(Moved(next.Type, next.Device), name);
    }

    /// <summary>Throws unless the front-end still has the element type and the device of the pieces.</summary>
    public void RequireSame(ScalarType type, Device device)
    {
        if (Type != type || Device.ToString() != device.ToString())
            throw new InvalidOperationException(Moved(type, device));
    }

    private string Moved(ScalarType type, Device device) =>
        $"The signal began as {Type} on {Device}, but goes on as {type} on {device}. Call Flush or Reset before the front-end is converted or moved.";
}
