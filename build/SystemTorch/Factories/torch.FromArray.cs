using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Shares the memory of the array, which is pinned as long as a tensor lies over it.</summary>
    public static Tensor from_array(Array rawArray, Device device = null) => from_array(rawArray, null, device);

    public static unsafe Tensor from_array(Array rawArray, ScalarType? dtype, Device device = null,
        bool requires_grad = false, string[] names = null)
    {
        RefuseNames(names);
        var own = TypeOf(rawArray.GetType().GetElementType());
        var shape = ShapeOf(rawArray);
        var pin = GCHandle.Alloc(rawArray, GCHandleType.Pinned);
        IntPtr handle;
        fixed (long* sizes = shape)
        {
            var status = NativeMethods.TensorFromMemory((void*)pin.AddrOfPinnedObject(), sizes, shape.Length, (int)own,
                &Unpin, GCHandle.ToIntPtr(pin), out handle);
            if (status != 0)
                pin.Free();
            NativeMethods.Check(status);
        }
        return Finish(new Tensor(handle), dtype, device, requires_grad);
    }

    private static unsafe Tensor Copy(Array array, ReadOnlySpan<long> shape, ScalarType own, ScalarType? dtype,
        Device device, bool requires_grad, string[] names)
    {
        RefuseNames(names);
        var elements = 1L;
        foreach (var size in shape)
            elements *= size;
        if (elements > array.LongLength)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {elements} vs. {array.LongLength}");

        IntPtr handle;
        fixed (long* sizes = shape)
        fixed (byte* data = &MemoryMarshal.GetArrayDataReference(array))
            NativeMethods.Check(NativeMethods.TensorFromMemory(data, sizes, shape.Length, (int)own, null, 0, out handle));
        return Finish(new Tensor(handle), dtype, device, requires_grad);
    }

    private static Tensor Finish(Tensor tensor, ScalarType? dtype, Device device, bool requires_grad)
    {
        device ??= get_default_device();
        if ((dtype ?? tensor.dtype) != tensor.dtype || device.type != DeviceType.CPU)
            tensor = tensor.to(dtype ?? tensor.dtype, device, disposeAfter: true);
        return requires_grad ? tensor.requires_grad_() : tensor;
    }

    private static long[] ShapeOf(Array array)
    {
        var shape = new long[array.Rank];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = array.GetLongLength(i);
        return shape;
    }

    private static ScalarType TypeOf(Type type)
    {
        if (type == typeof(byte))
            return ScalarType.Byte;
        if (type == typeof(sbyte))
            return ScalarType.Int8;
        if (type == typeof(short))
            return ScalarType.Int16;
        if (type == typeof(int))
            return ScalarType.Int32;
        if (type == typeof(long))
            return ScalarType.Int64;
        if (type == typeof(Half))
            return ScalarType.Float16;
        if (type == typeof(float))
            return ScalarType.Float32;
        if (type == typeof(double))
            return ScalarType.Float64;
        if (type == typeof(bool))
            return ScalarType.Bool;
        if (type == typeof(Complex))
            return ScalarType.ComplexFloat64;
        throw new NotSupportedException($"No dtype for elements of type {type}.");
    }

    private static void RefuseNames(string[] names)
    {
        if (names is { Length: > 0 })
            throw new NotSupportedException("The system profile has no named dimensions.");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Unpin(IntPtr context) => GCHandle.FromIntPtr(context).Free();
}
