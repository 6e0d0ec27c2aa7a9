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

    // Tensors

    [LibraryImport(Library, EntryPoint = "st_tensor_from_memory")]
    internal static partial int TensorFromMemory(void* data, long* sizes, int dimensions, int dtype,
        delegate* unmanaged[Cdecl]<IntPtr, void> deleter, IntPtr context, out IntPtr tensor);

    [LibraryImport(Library, EntryPoint = "st_tensor_free")]
    internal static partial void FreeTensor(IntPtr tensor);

    [LibraryImport(Library, EntryPoint = "st_tensor_share")]
    internal static partial IntPtr ShareTensor(IntPtr tensor);

    [LibraryImport(Library, EntryPoint = "st_tensor_info")]
    internal static partial int GetTensorInfo(IntPtr tensor, out TensorInfo info);

    [LibraryImport(Library, EntryPoint = "st_tensor_shape")]
    internal static partial int GetTensorShape(IntPtr tensor, long* sizes, long* strides);

    [LibraryImport(Library, EntryPoint = "st_tensor_data")]
    internal static partial int GetTensorData(IntPtr tensor, out IntPtr data);

    [LibraryImport(Library, EntryPoint = "st_tensor_flag")]
    internal static partial int GetTensorFlag(IntPtr tensor, TensorFlag flag, out int value);

    [LibraryImport(Library, EntryPoint = "st_index")]
    internal static partial int Index(IntPtr tensor, NativeIndex* indices, int count, out IntPtr result);

    [LibraryImport(Library, EntryPoint = "st_index_put")]
    internal static partial int IndexPut(IntPtr tensor, NativeIndex* indices, int count, IntPtr value);

    // Autograd

    [LibraryImport(Library, EntryPoint = "st_set_requires_grad")]
    internal static partial int SetRequiresGrad(IntPtr tensor, int value);

    [LibraryImport(Library, EntryPoint = "st_get_grad")]
    internal static partial int GetGrad(IntPtr tensor, out IntPtr grad);

    [LibraryImport(Library, EntryPoint = "st_set_grad")]
    internal static partial int SetGrad(IntPtr tensor, IntPtr grad);

    [LibraryImport(Library, EntryPoint = "st_backward")]
    internal static partial int Backward(IntPtr* tensors, int count, IntPtr* grads, int gradCount,
        int retainGraph, int createGraph, IntPtr* inputs, int inputCount);

    [LibraryImport(Library, EntryPoint = "st_grad")]
    internal static partial int Grad(IntPtr* outputs, int count, IntPtr* inputs, int inputCount, IntPtr* grads, int gradCount,
        int retainGraph, int createGraph, int allowUnused, IntPtr* results);

    [LibraryImport(Library, EntryPoint = "st_grad_enabled")]
    internal static partial int GradEnabled();

    [LibraryImport(Library, EntryPoint = "st_set_grad_enabled")]
    internal static partial void SetGradEnabled(int value);

    [LibraryImport(Library, EntryPoint = "st_inference_enter")]
    internal static partial IntPtr EnterInference(int value);

    [LibraryImport(Library, EntryPoint = "st_inference_leave")]
    internal static partial void LeaveInference(IntPtr guard);

    [LibraryImport(Library, EntryPoint = "st_node_create", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int CreateNode(
        delegate* unmanaged[Cdecl]<IntPtr, IntPtr*, int, IntPtr*, int, byte*> backward,
        delegate* unmanaged[Cdecl]<IntPtr, void> release, IntPtr context, string title,
        IntPtr* inputs, int inputCount, out IntPtr node);

    [LibraryImport(Library, EntryPoint = "st_node_free")]
    internal static partial void FreeNode(IntPtr node);

    [LibraryImport(Library, EntryPoint = "st_node_address")]
    internal static partial IntPtr NodeAddress(IntPtr node);

    [LibraryImport(Library, EntryPoint = "st_node_attach")]
    internal static partial int AttachToNode(IntPtr node, IntPtr output, int isInput, out IntPtr result);

    [LibraryImport(Library, EntryPoint = "st_node_save")]
    internal static partial int SaveInNode(IntPtr node, IntPtr* tensors, int count);

    [LibraryImport(Library, EntryPoint = "st_node_saved")]
    internal static partial int SavedInNode(IntPtr address, IntPtr* results, int count);

    [LibraryImport(Library, EntryPoint = "st_message", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial byte* NativeCopy(string message);

    // Random numbers

    [LibraryImport(Library, EntryPoint = "st_manual_seed")]
    internal static partial int ManualSeed(long seed);

    [LibraryImport(Library, EntryPoint = "st_generator")]
    internal static partial int Generator(int fresh, long seed, out IntPtr generator);

    [LibraryImport(Library, EntryPoint = "st_generator_free")]
    internal static partial void FreeGenerator(IntPtr generator);

    [LibraryImport(Library, EntryPoint = "st_generator_seed")]
    internal static partial int GeneratorSeed(IntPtr generator, int set, ref long seed);

    [LibraryImport(Library, EntryPoint = "st_generator_get_state")]
    internal static partial int GetGeneratorState(IntPtr generator, out IntPtr state);

    [LibraryImport(Library, EntryPoint = "st_generator_set_state")]
    internal static partial int SetGeneratorState(IntPtr generator, IntPtr state);

    // Threads

    [LibraryImport(Library, EntryPoint = "st_get_num_threads")]
    internal static partial int GetNumThreads();

    [LibraryImport(Library, EntryPoint = "st_set_num_threads")]
    internal static partial int SetNumThreads(int count);
}
