using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Owns one reference to a tensor of libtorch, until it is disposed or finalized.</summary>
    public partial class Tensor : IDisposable
    {
        private static long _totalCount;
        private static long _peakCount;

        private IntPtr _handle;

        internal Tensor(IntPtr handle, bool register = true)
        {
            _handle = handle;
            var total = Interlocked.Increment(ref _totalCount);
            if (total > Volatile.Read(ref _peakCount))
                Volatile.Write(ref _peakCount, total);
            if (register)
                OwningDisposeScope = DisposeScopeManager.OfThread.RegisterOnCurrentDisposeScope(this);
        }

        ~Tensor() => Dispose(false);

        public static long TotalCount => Volatile.Read(ref _totalCount);

        public static long PeakCount => Volatile.Read(ref _peakCount);

        public IntPtr Handle => _handle != IntPtr.Zero
            ? _handle
            : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public bool IsInvalid => _handle == IntPtr.Zero;

        public string name { get; set; }

        internal DisposeScope OwningDisposeScope { get; set; }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, IntPtr.Zero);
            if (handle == IntPtr.Zero)
                return;
            DisposeScopeManager.OfThread.CountDisposal(this);
            // A scope that still owns a finalized tensor is itself out of reach.
            if (disposing)
                OwningDisposeScope?.MarkAsDisposed(this);
            Interlocked.Decrement(ref _totalCount);
            NativeMethods.FreeTensor(handle);
        }

        /// <summary>Gives the native tensor to another owner, which leaves this object empty.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            var handle = Handle;
            GC.SuppressFinalize(this);
            Interlocked.Decrement(ref _totalCount);
            _handle = IntPtr.Zero;
            return handle;
        }

        /// <summary>Takes over another object's native tensor and leaves that object disposed.</summary>
        internal void TakeHandle(Tensor other)
        {
            (_handle, other._handle) = (other._handle, _handle);
            other.Dispose();
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (OwningDisposeScope is null && other is not null)
                other.Attach(this);
            else
                OwningDisposeScope?.MoveToOther(other, this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public override bool Equals(object obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => base.GetHashCode();
    }
}
