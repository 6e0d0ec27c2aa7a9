using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Checks what closed-form classifiers are given.</summary>
internal static class FittedGuard
{
    /// <summary>Throws unless features are <c>[N, D]</c>, floating-point.</summary>
    public static void RequireFeatures(Tensor features, int count, string name)
    {
        ShapeGuard.Matches(features, $"features [batch, feature={count}]", [-1, count], name);
        if (!features.is_floating_point())
            throw new ArgumentException($"Expected floating-point values, but got {features.dtype}. Convert them with .to(ScalarType.Float32).", name);
    }

    /// <summary>Returns the labels of finite features, one each.</summary>
    public static long[] Labels(Tensor features, IEnumerable<int> labels, int classes, string name)
    {
        ArgumentNullException.ThrowIfNull(labels, name);
        long[] all = [.. labels.Select(label => (long)Require.Within(label, 0, classes - 1, "(classes)", name))];
        if (all.Length != features.shape[0])
            throw new ArgumentException($"There must be a label for each of {features.shape[0]} examples, but there are {all.Length}.", name);
        if (all.Distinct().Count() < 2)
            throw new ArgumentException($"All {all.Length} examples are of class {all[0]}: there is nothing to tell apart. Take at least two classes.", name);
        using var scope = NewDisposeScope();
        for (var i = 0; i < all.Length; i++)
        {
            if (!features[i].isfinite().all().item<bool>())
                throw new ArgumentException($"Every feature must be a finite number, but example {i} has one that is not.", nameof(features));
        }

        return all;
    }

    /// <summary>Throws unless a classifier was fitted or loaded.</summary>
    public static void RequireFitted(bool isFitted, string type)
    {
        if (!isFitted)
            throw new InvalidOperationException($"{type} has no weights yet. Call Fit with the features of the training set, or load a model file.");
    }

    /// <summary>Returns the class of the highest score of each example; the first of equals.</summary>
    public static int[] Highest(Tensor scores)
    {
        using var scope = NewDisposeScope();
        return [.. scores.argmax(1).cpu().data<long>().Select(label => (int)label)];
    }
}
