using static TorchSharp.torch;

namespace MusicCnn.Insight.Summaries;

/// <summary>Represents one call of a module while a network runs.</summary>
internal sealed class Step(nn.Module module, string name, int depth, TensorReach input)
{
    /// <summary>Gets the outputs of parts that no other part has taken yet.</summary>
    public List<TensorReach> Pending { get; } = [];

    public nn.Module Module { get; } = module;

    public string Name { get; } = name;

    public int Depth { get; } = depth;

    public TensorReach Input { get; } = input;

    public TensorReach? Output { get; set; }

    public long? MultiplyAdds { get; set; }

    public bool HasParts { get; set; }

    /// <summary>Returns what a tensor sees that functions have made of the outputs of parts, or of the input.</summary>
    public TensorReach Derive(long[] shape, bool mayComeFromInput)
    {
        if (Pending.Count == 0 || (mayComeFromInput && IsRatherOfInput(shape)))
            return Input.Follow(shape, keepsValues: Values(Input.Shape) == Values(shape));
        var keepsValues = Pending.Sum(one => Values(one.Shape)) == Values(shape);
        var all = Pending.Select(one => one.Follow(shape, keepsValues)).Aggregate((one, other) => one.With(other));
        Pending.Clear();
        return all;
    }

    /// <summary>Returns whether the channels are those of the input, while the outputs of parts, one or together, are of another number of values: a further
    /// branch begins with the padded input.</summary>
    private bool IsRatherOfInput(long[] shape) =>
        shape.Length == Input.Shape.Length && shape.Length > 2 && shape[1] == Input.Shape[1]
        && Pending.All(one => one.Shape.Length != shape.Length || one.Shape[1] != shape[1])
        && Pending.All(one => Values(one.Shape) != Values(shape)) && Pending.Sum(one => Values(one.Shape)) != Values(shape);

    private static long Values(long[] shape) => shape.Aggregate(1L, (product, size) => product * size);
}
