using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static class fft
    {
        public static Tensor fft_(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Dispatch.Call("fft_fft", input, Length(n), dim, Text(norm));

        public static Tensor ifft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Dispatch.Call("fft_ifft", input, Length(n), dim, Text(norm));

        public static Tensor rfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Dispatch.Call("fft_rfft", input, Length(n), dim, Text(norm));

        public static Tensor irfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Dispatch.Call("fft_irfft", input, Length(n), dim, Text(norm));

        public static Tensor rfft2(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Dispatch.Call("fft_rfft2", input, s, dim ?? [-2, -1], Text(norm));

        public static Tensor irfft2(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Dispatch.Call("fft_irfft2", input, s, dim ?? [-2, -1], Text(norm));

        public static Tensor rfftfreq(long n, double d = 1, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Track(Dispatch.Call("fft_rfftfreq", n, d, dtype ?? get_default_dtype(), Argument.Default, device ?? get_default_device()), requires_grad);

        private static Argument Length(long n) => n < 0 ? Argument.None : n;

        private static string Text(FFTNormType norm) => norm switch
        {
            FFTNormType.Forward => "forward",
            FFTNormType.Ortho => "ortho",
            _ => "backward",
        };
    }
}
