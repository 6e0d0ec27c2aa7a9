using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers: the process's own, or one with a state to itself.</summary>
    public class Generator : IDisposable
    {
        public Generator(ulong seed = 0, Device device = null)
        {
            if (device is not null && device.type != DeviceType.CPU)
                throw new NotSupportedException("The system profile has generators for the CPU only.");
            NativeMethods.Check(NativeMethods.Generator(1, (long)seed, out var handle));
            Handle = handle;
        }

        private Generator(IntPtr handle) => Handle = handle;

        ~Generator() => Dispose(false);

        public static Generator Default
        {
            get
            {
                NativeMethods.Check(NativeMethods.Generator(0, 0, out var handle));
                return new Generator(handle);
            }
        }

        public IntPtr Handle { get; private set; }

        public Device device => CPU;

        public Tensor get_state()
        {
            NativeMethods.Check(NativeMethods.GetGeneratorState(Handle, out var state));
            GC.KeepAlive(this);
            return new Tensor(state);
        }

        public void set_state(Tensor value)
        {
            NativeMethods.Check(NativeMethods.SetGeneratorState(Handle, value.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(value);
        }

        public Generator manual_seed(long seed)
        {
            NativeMethods.Check(NativeMethods.GeneratorSeed(Handle, 1, ref seed));
            GC.KeepAlive(this);
            return this;
        }

        public long seed()
        {
            var seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public long initial_seed()
        {
            var seed = 0L;
            NativeMethods.Check(NativeMethods.GeneratorSeed(Handle, 0, ref seed));
            GC.KeepAlive(this);
            return seed;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle != IntPtr.Zero)
                NativeMethods.FreeGenerator(Handle);
            Handle = IntPtr.Zero;
        }
    }
}
