using System.Numerics;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public unsafe Span<byte> bytes
        {
            get
            {
                RequirePlainMemory();
                return new Span<byte>((void*)DataPointer, checked((int)ByteCount));
            }

            set
            {
                RequirePlainMemory();
                if (ByteCount != value.Length)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(new Span<byte>((void*)DataPointer, value.Length));
            }
        }

        private long ByteCount => NumberOfElements * ElementSize;

        private IntPtr DataPointer
        {
            get
            {
                NativeMethods.Check(NativeMethods.GetTensorData(Handle, out var data));
                return data;
            }
        }

        public Utils.TensorAccessor<T> data<T>() where T : unmanaged
        {
            RequireElementType(typeof(T));
            return new Utils.TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException("Number of elements in the tensor must be 1");
            return data<T>()[0];
        }

        public Scalar ToScalar()
        {
            if (is_complex())
            {
                using var wide = to_type(ScalarType.ComplexFloat64);
                return wide.item<Complex>();
            }
            if (is_floating_point())
            {
                using var wide = to_type(ScalarType.Float64);
                return wide.item<double>();
            }
            if (dtype == ScalarType.Bool)
                return item<bool>();
            using var integer = to_type(ScalarType.Int64);
            return integer.item<long>();
        }

        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            RequirePlainMemory();
            var data = (byte*)DataPointer;
            for (var position = 0L; position < ByteCount; position += bufferSize)
                stream.Write(new ReadOnlySpan<byte>(data + position, (int)Math.Min(bufferSize, ByteCount - position)));
            GC.KeepAlive(this);
        }

        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            RequirePlainMemory();
            var data = (byte*)DataPointer;
            for (var position = 0L; position < ByteCount; position += bufferSize)
                stream.ReadExactly(new Span<byte>(data + position, (int)Math.Min(bufferSize, ByteCount - position)));
            GC.KeepAlive(this);
        }

        private void RequirePlainMemory()
        {
            if (!is_contiguous())
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }

        private void RequireElementType(Type type)
        {
            var required = dtype switch
            {
                ScalarType.Byte => typeof(byte),
                ScalarType.Int8 => typeof(sbyte),
                ScalarType.Int16 => typeof(short),
                ScalarType.Int32 => typeof(int),
                ScalarType.Int64 => typeof(long),
                ScalarType.Float16 => typeof(Half),
                ScalarType.Float32 => typeof(float),
                ScalarType.Float64 => typeof(double),
                ScalarType.ComplexFloat32 => typeof((float, float)),
                ScalarType.ComplexFloat64 => typeof(Complex),
                ScalarType.Bool => typeof(bool),
                _ => null,
            };
            if (required != type)
                throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
        }
    }
}
