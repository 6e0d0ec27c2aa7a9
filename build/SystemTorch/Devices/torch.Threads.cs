using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static int get_num_threads() => NativeMethods.GetNumThreads();

    public static void set_num_threads(int num) => NativeMethods.Check(NativeMethods.SetNumThreads(num));

    public static int get_num_interop_threads() => NativeMethods.GetNumInteropThreads();

    public static void set_num_interop_threads(int num) => NativeMethods.Check(NativeMethods.SetNumInteropThreads(num));

    public static bool cuda_is_available() => NativeMethods.CudaDeviceCount() > 0;

    public static partial class cuda
    {
        public static bool is_available() => cuda_is_available();

        public static int device_count() => NativeMethods.CudaDeviceCount();

        public static void manual_seed(long seed) => torch.manual_seed(seed);

        public static void manual_seed_all(long seed) => torch.manual_seed(seed);
    }
}
