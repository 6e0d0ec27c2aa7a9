using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Compares two sets of named tensors and prints what differs, in lists that stay readable.</summary>
internal static class Differences
{
    private const int Shown = 8;

    /// <summary>Returns <c> Missing: a, b and 3 more.</c>; nothing for an empty list.</summary>
    public static string List(string title, IReadOnlyCollection<string> items)
    {
        if (items.Count == 0)
            return "";
        var rest = items.Count > Shown ? $" and {items.Count - Shown} more" : "";
        return $" {title}: {string.Join(", ", items.Take(Shown))}{rest}.";
    }

    /// <summary>Returns what is missing, unknown, or of another type or shape in <paramref name="actual"/>; nothing where all agree.</summary>
    public static string Between(IReadOnlyDictionary<string, TensorForm> expected, IReadOnlyDictionary<string, TensorForm> actual)
    {
        var missing = expected.Keys.Except(actual.Keys).Order(StringComparer.Ordinal).Select(name => $"{name} {expected[name]}").ToList();
        var unknown = actual.Keys.Except(expected.Keys).Order(StringComparer.Ordinal).Select(name => $"{name} {actual[name]}").ToList();
        var different = expected.Keys.Intersect(actual.Keys).Order(StringComparer.Ordinal)
            .Where(name => !expected[name].Matches(actual[name]))
            .Select(name => $"{name} is {actual[name]} instead of {expected[name]}").ToList();
        return List("Missing", missing) + List("Unknown", unknown) + List("Different", different);
    }

    /// <summary>Returns the form of each tensor.</summary>
    public static Dictionary<string, TensorForm> Forms(IReadOnlyDictionary<string, Tensor> tensors) =>
        tensors.ToDictionary(pair => pair.Key, pair => new TensorForm(pair.Value.dtype, pair.Value.shape), StringComparer.Ordinal);

    /// <summary>Returns the form of each tensor in a file.</summary>
    public static Dictionary<string, TensorForm> Forms(SafeTensorsFile file) =>
        file.Tensors.ToDictionary(tensor => tensor.Name, tensor => new TensorForm(tensor.Type, tensor.Shape), StringComparer.Ordinal);
}
