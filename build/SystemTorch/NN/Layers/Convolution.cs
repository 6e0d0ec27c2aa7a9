#nullable enable
using TorchSharp.Utils;

namespace TorchSharp
{
    public enum Padding
    {
        Valid = 0,
        Same = 1,
    }
}

namespace TorchSharp.Modules
{
    /// <summary>What all convolutions share: their geometry, weight and bias.</summary>
    public abstract class Convolution : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        [ComponentName(Name = nameof(bias))]
        protected Parameter? _bias;

        [ComponentName(Name = nameof(weight))]
        protected Parameter? _weight;

        /// <summary>Padding for <c>functional.pad</c>: two numbers an axis, last axis first.</summary>
        protected long[] _reversed_padding_repeated_twice = [];

        protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding,
            Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias,
            PaddingModes padding_mode, torch.Device? device = null, torch.ScalarType? dtype = null) : base(name)
        {
            if (transposed && padding_mode != PaddingModes.Zeros)
                throw new ArgumentException("Only PaddingModes.Zeros is supported for ConvTransposeND", nameof(padding_mode));

            this.in_channels = in_channels;
            this.out_channels = out_channels;
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.dilation = dilation;
            this.transposed = transposed;
            this.output_padding = output_padding;
            this.groups = groups;
            this.padding_mode = padding_mode;
            if (padding_type is { } type)
                SetPadding(type);
            else
                SetPadding(padding ?? new long[kernel_size.Length]);

            long[] channels = transposed ? [in_channels, out_channels / groups] : [out_channels, in_channels / groups];
            weight = new Parameter(torch.empty([.. channels, .. kernel_size], dtype: dtype, device: device));
            if (bias)
                this.bias = new Parameter(torch.empty([out_channels], dtype: dtype, device: device));
            reset_parameters();
        }

        public long in_channels { get; }

        public long out_channels { get; }

        public bool transposed { get; }

        public Padding? padding_type { get; private set; }

        public long[]? padding { get; private set; }

        public PaddingModes padding_mode { get; set; }

        public long groups { get; set; }

        public long[] kernel_size { get; set; }

        public long[] stride { get; set; }

        public long[] dilation { get; set; }

        public long[] output_padding { get; set; }

        public Parameter weight
        {
            get => _weight!;
            set => ReplaceOwned(ref _weight, nameof(weight), value);
        }

        public Parameter? bias
        {
            get => _bias;
            set => ReplaceOwned(ref _bias, nameof(bias), value);
        }

        public void reset_parameters() => torch.nn.init.DefaultWeights(weight, bias);

        public void SetPadding(long[] padding)
        {
            padding_type = null;
            this.padding = padding;
            _reversed_padding_repeated_twice = [.. padding.Reverse().SelectMany(size => new[] { size, size })];
        }

        public void SetPadding(Padding padding)
        {
            if (transposed)
                throw new ArgumentException("Cannot set padding type on ConvTransposeND");
            if (padding == Padding.Same && stride.Any(step => step != 1))
                throw new ArgumentException("padding='same' is not supported for strided convolutions");

            this.padding = null;
            padding_type = padding;
            _reversed_padding_repeated_twice = new long[2 * kernel_size.Length];
            if (padding == Padding.Valid)
                return;
            // TorchSharp 0.107 does not reverse the axes here, so "same" with a mode other than zeros pads
            // the wrong axes of kernels that are not square; what fails there should fail here.
            for (var axis = 0; axis < kernel_size.Length; axis++)
            {
                var total = dilation[axis] * (kernel_size[axis] - 1);
                _reversed_padding_repeated_twice[2 * axis] = total / 2;
                _reversed_padding_repeated_twice[2 * axis + 1] = total - total / 2;
            }
        }

        /// <summary>Batched [N, C, ...] or single [C, ...], with the module's channels.</summary>
        protected bool ValidateShape(torch.Tensor input, long dimensions)
        {
            var shape = input.shape;
            return (shape.Length == dimensions + 2 && shape[1] == in_channels)
                || (shape.Length == dimensions + 1 && shape[0] == in_channels);
        }
    }
}
