using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Maps the element types of safetensors files to those of tensors.</summary>
internal static class SafeTensorTypes
{
    /// <summary>The types in ascending rank: the reference implementation writes tensors of the highest rank first, so that wide elements are aligned.</summary>
    private static readonly (string Name, ScalarType Type, int Size)[] Known =
    [
        ("BOOL", ScalarType.Bool, 1),
        ("U8", ScalarType.Byte, 1),
        ("I8", ScalarType.Int8, 1),
        ("I16", ScalarType.Int16, 2),
        ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2),
        ("I32", ScalarType.Int32, 4),
        ("F32", ScalarType.Float32, 4),
        ("F64", ScalarType.Float64, 8),
        ("I64", ScalarType.Int64, 8),
    ];

    /// <summary>Gets the names of all types, for messages.</summary>
    public static string Names => string.Join(", ", Known.Select(known => known.Name));

    /// <summary>Finds the type of a name in a file.</summary>
    public static bool TryParse(string name, out ScalarType type, out int size)
    {
        foreach (var known in Known)
        {
            if (known.Name == name)
            {
                (type, size) = (known.Type, known.Size);
                return true;
            }
        }

        (type, size) = (default, 0);
        return false;
    }

    /// <summary>Returns the rank and the name of a type; a rank of -1 where files cannot hold it.</summary>
    public static (int Rank, string Name) Find(ScalarType type)
    {
        var rank = Array.FindIndex(Known, known => known.Type == type);
        return (rank, rank < 0 ? type.ToString() : Known[rank].Name);
    }
}
