using System.Collections;
using TorchSharp.Interop;

namespace TorchSharp.Utils;

/// <summary>Reads and writes a CPU tensor's elements in row-major order, whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private torch.Tensor _tensor;
    private T* _data;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
            throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        NativeMethods.Check(NativeMethods.GetTensorData(tensor.Handle, out var data));
        _data = (T*)data;
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        Count = tensor.numel();
        _tensor = tensor;
    }

    public long Count { get; private set; }

    public T this[params long[] indices]
    {
        get
        {
            var value = _data[indices.Length == 1 ? OffsetOf(indices[0]) : OffsetOf(indices)];
            GC.KeepAlive(_tensor);
            return value;
        }

        set
        {
            _data[indices.Length == 1 ? OffsetOf(indices[0]) : OffsetOf(indices)] = value;
            GC.KeepAlive(_tensor);
        }
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        if (Count > 0)
            CopyTo(array);
        return array;
    }

    public Array ToNDArray()
    {
        if (_shape.Length == 0)
            return ToArray();
        var array = Array.CreateInstance(typeof(T), _shape);
        if (Count == 0)
            return array;
        var flat = ToArray();
        fixed (byte* target = &System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array))
            new Span<T>(flat).CopyTo(new Span<T>(target, flat.Length));
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var length = LengthFrom(tensorIndex, array.Length - arrayIndex);
        if (_contiguous)
        {
            new ReadOnlySpan<T>(_data + tensorIndex, length).CopyTo(array[arrayIndex..]);
        }
        else
        {
            for (var i = 0; i < length; i++)
                array[arrayIndex + i] = _data[OffsetOf(tensorIndex + i)];
        }
        GC.KeepAlive(_tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var length = LengthFrom(tensorIndex, array.Length - arrayIndex);
        if (_contiguous)
        {
            array.Slice(arrayIndex, length).CopyTo(new Span<T>(_data + tensorIndex, length));
        }
        else
        {
            for (var i = 0; i < length; i++)
                _data[OffsetOf(tensorIndex + i)] = array[arrayIndex + i];
        }
        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++)
            yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        _tensor = null;
        _data = null;
        Count = 0;
    }

    private T At(long index)
    {
        var value = _data[OffsetOf(index)];
        GC.KeepAlive(_tensor);
        return value;
    }

    private int LengthFrom(long tensorIndex, long room)
    {
        if (tensorIndex < 0 || tensorIndex >= Count)
            throw new ArgumentOutOfRangeException(nameof(tensorIndex));
        return (int)Math.Min(Count - tensorIndex, Math.Max(room, 0));
    }

    private long OffsetOf(long index)
    {
        if (index < 0 || index >= Count)
            throw new IndexOutOfRangeException($"{index} in a collection of {Count} elements.");
        if (_contiguous)
            return index;
        var offset = 0L;
        for (var i = _shape.Length - 1; i >= 0; i--)
        {
            index = Math.DivRem(index, _shape[i], out var position);
            offset += position * _strides[i];
        }
        return offset;
    }

    private long OffsetOf(long[] indices)
    {
        ObjectDisposedException.ThrowIf(_tensor is null, this);
        var offset = 0L;
        for (var i = _shape.Length - 1; i >= 0; i--)
        {
            if (indices[i] < 0 || indices[i] >= _shape[i])
                throw new IndexOutOfRangeException($"{indices[i]} >= {_shape[i]} in dimension {i}.");
            offset += indices[i] * _strides[i];
        }
        return offset;
    }
}
