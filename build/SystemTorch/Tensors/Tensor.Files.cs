namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor Load(BinaryReader reader)
        {
            var type = (ScalarType)reader.Read7BitEncodedInt64();
            var tensor = empty(TensorExtensionMethods.ReadShape(reader), type, CPU);
            tensor.ReadBytesFromStream(reader.BaseStream);
            return tensor;
        }
    }
}
