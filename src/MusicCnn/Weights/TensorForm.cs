using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents the type and the shape of a tensor, without its values.</summary>
internal sealed record TensorForm(ScalarType Type, IReadOnlyList<long> Shape)
{
    public bool Matches(TensorForm other) => Type == other.Type && Shape.SequenceEqual(other.Shape);

    public override string ToString() => $"{Type} [{string.Join(", ", Shape)}]";
}
