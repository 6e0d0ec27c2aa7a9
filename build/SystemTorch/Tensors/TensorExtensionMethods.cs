using static TorchSharp.torch;

namespace TorchSharp;

public static class TensorExtensionMethods
{
    public static float ToSingle(this Tensor value) => value.ToScalar().ToSingle();

    public static double ToDouble(this Tensor value) => value.ToScalar().ToDouble();

    public static int ToInt32(this Tensor value) => value.ToScalar().ToInt32();

    public static long ToInt64(this Tensor value) => value.ToScalar().ToInt64();

    /// <summary>Writes dtype, rank and sizes as LEB128 numbers, then the elements in row-major order.</summary>
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        using var plain = tensor.cpu();
        var shape = plain.shape;
        writer.Write7BitEncodedInt64((long)plain.dtype);
        writer.Write7BitEncodedInt64(shape.Length);
        foreach (var size in shape)
            writer.Write7BitEncodedInt64(size);
        plain.WriteBytesToStream(writer.BaseStream);
    }

    /// <summary>Reads into a tensor of the same dtype and shape what <see cref="Save"/> wrote.</summary>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if ((ScalarType)reader.Read7BitEncodedInt64() != tensor.dtype)
            throw new ArgumentException("Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        var shape = ReadShape(reader);
        if (skip)
        {
            reader.BaseStream.Seek(tensor.NumberOfElements * tensor.ElementSize, SeekOrigin.Current);
            return;
        }
        if (!shape.SequenceEqual(tensor.shape))
            throw new ArgumentException("Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        if (tensor.device_type == DeviceType.CPU)
        {
            tensor.ReadBytesFromStream(reader.BaseStream);
            return;
        }
        using var silence = no_grad();
        using var loaded = empty(shape, tensor.dtype, CPU);
        loaded.ReadBytesFromStream(reader.BaseStream);
        tensor.copy_(loaded);
    }

    internal static long[] ReadShape(BinaryReader reader)
    {
        var shape = new long[reader.Read7BitEncodedInt64()];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = reader.Read7BitEncodedInt64();
        return shape;
    }
}
