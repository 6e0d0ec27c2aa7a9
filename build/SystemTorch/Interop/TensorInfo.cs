using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>What libtorch says of a tensor, all at once.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorInfo
{
    internal long Dimensions;
    internal long Elements;
    internal long ElementSize;
    internal int DType;
    internal int DeviceType;
    internal int DeviceIndex;
}

internal enum TensorFlag
{
    RequiresGrad,
    IsLeaf,
    IsContiguous,
}

/// <summary>One entry between the brackets of an indexing expression.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeIndex
{
    internal long Kind;
    internal long Start;
    internal long Stop;
    internal long Step;
}
