using System;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The entry points of <c>native/system_torch.cpp</c>. Those that return int return 0, or 1 after a C++ exception.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "musiccnn_torch";

    /// <summary>Turns a failed call into the exception that TorchSharp raises, with libtorch's message.</summary>
    internal static void Check(int status)
    {
        if (status != 0)
            throw new ExternalException(Marshal.PtrToStringUTF8((IntPtr)LastError()));
    }

    [LibraryImport(Library, EntryPoint = "st_last_error")]
    private static partial byte* LastError();

    [LibraryImport(Library, EntryPoint = "st_free")]
    internal static partial void Free(void* memory);

    [LibraryImport(Library, EntryPoint = "st_find_operator", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int FindOperator(string name, string overload, out IntPtr op);

    [LibraryImport(Library, EntryPoint = "st_call")]
    internal static partial int Call(IntPtr op, NativeValue* arguments, int count, NativeValue* results, int capacity, int* resultCount);

    [LibraryImport(Library, EntryPoint = "st_tensor_free")]
    internal static partial void FreeTensor(IntPtr tensor);
}
