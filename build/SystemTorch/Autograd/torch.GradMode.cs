using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new GradModeGuard(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradModeGuard(enabled);

    public static bool is_grad_enabled() => NativeMethods.GradEnabled() != 0;

    public static IDisposable inference_mode(bool mode = true) => new InferenceGuard(mode);

    private sealed class GradModeGuard : IDisposable
    {
        private readonly int _former = NativeMethods.GradEnabled();

        internal GradModeGuard(bool enabled) => NativeMethods.SetGradEnabled(enabled ? 1 : 0);

        public void Dispose() => NativeMethods.SetGradEnabled(_former);
    }

    private sealed class InferenceGuard(bool mode) : IDisposable
    {
        private IntPtr _guard = NativeMethods.EnterInference(mode ? 1 : 0);

        public void Dispose()
        {
            if (_guard != IntPtr.Zero)
                NativeMethods.LeaveInference(_guard);
            _guard = IntPtr.Zero;
        }
    }
}
