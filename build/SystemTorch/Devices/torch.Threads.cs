using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static int get_num_threads() => NativeMethods.GetNumThreads();

    public static void set_num_threads(int num) => NativeMethods.Check(NativeMethods.SetNumThreads(num));

    public static partial class cuda
    {
        public static void manual_seed(long seed) => torch.manual_seed(seed);
    }
}
