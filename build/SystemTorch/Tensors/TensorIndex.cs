using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry between the brackets of an indexing expression.</summary>
    public struct TensorIndex
    {
        public static TensorIndex Ellipsis = new(Kind.Ellipsis);
        public static TensorIndex None = new(Kind.None);
        public static TensorIndex Null = new(Kind.None);
        public static TensorIndex Colon = Slice();

        private readonly Kind _kind;
        private readonly long _start;
        private readonly long _stop;
        private readonly long _step;
        private readonly Tensor _tensor;

        private TensorIndex(Kind kind, long start = 0, long stop = 0, long step = 1, Tensor tensor = null)
        {
            _kind = kind;
            _start = start;
            _stop = stop;
            _step = step;
            _tensor = tensor;
        }

        private enum Kind
        {
            None,
            Single,
            Ellipsis,
            Bool,
            Tensor,
            Slice,
        }

        internal readonly NativeIndex Native => new()
        {
            Kind = (long)_kind,
            Start = _tensor is null ? _start : _tensor.Handle,
            Stop = _stop,
            Step = _step,
        };

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null)
        {
            var forward = (step ?? 1) > 0;
            return new TensorIndex(
                Kind.Slice, start ?? (forward ? 0 : long.MaxValue), stop ?? (forward ? long.MaxValue : long.MinValue), step ?? 1);
        }

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(From(range.Start), To(range.End));

        public static TensorIndex Bool(bool value) => new(Kind.Bool, value ? 1 : 0);

        public static TensorIndex Single(long? index) => new(Kind.Single, index.GetValueOrDefault());

        public static TensorIndex Tensor(Tensor tensor) => new(Kind.Tensor, tensor: tensor);

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        private static long From(Index index) => index.IsFromEnd ? -index.Value : index.Value;

        private static long? To(Index index) => index.IsFromEnd && index.Value == 0 ? null : From(index);
    }
}
