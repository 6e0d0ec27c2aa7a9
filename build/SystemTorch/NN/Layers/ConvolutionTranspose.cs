#nullable enable
using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>What transposed convolutions share: the choice between the output sizes that a stride leaves open.</summary>
    public abstract class ConvolutionTranspose : Convolution
    {
        protected ConvolutionTranspose(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride,
            long[]? padding, Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias,
            PaddingModes padding_mode, torch.Device? device = null, torch.ScalarType? dtype = null)
            : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding,
                groups, bias, padding_mode, device, dtype)
        {
        }

        public override torch.Tensor forward(torch.Tensor input) => forward(input, null);

        public abstract torch.Tensor forward(torch.Tensor input, long[]? output_size);

        /// <summary>The extra samples at the end of each axis that give the wanted output size.</summary>
        protected long[] _output_padding(torch.Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding,
            long[] dilation, long num_spatial_dims)
        {
            // TorchSharp 0.107 takes the first axis' padding for all.
            if (output_size is null)
                return [output_padding[0]];

            var axes = (int)num_spatial_dims;
            var leading = input.dim() == num_spatial_dims + 2 ? 2 : 1;
            if (output_size.Length == leading + axes)
                output_size = output_size[leading..];
            if (output_size.Length != axes)
                throw new ArgumentException($"ConvTranspose{axes}D: for {input.dim()}D input, output_size must have {axes} or "
                    + $"{leading + axes} elements (got {output_size.Length})", nameof(input));

            var shape = input.shape;
            return [.. Enumerable.Range(0, axes).Select(axis =>
            {
                var smallest = (shape[axis + leading] - 1) * stride[axis] - 2 * padding[axis] + dilation[axis] * (kernel_size[axis] - 1) + 1;
                var largest = smallest + stride[axis] - 1;
                if (output_size[axis] < smallest || output_size[axis] > largest)
                    throw new ArgumentException($"Requested an output size of [{string.Join(", ", output_size)}], but valid sizes range from {smallest} to {largest}");
                return output_size[axis] - smallest;
            })];
        }
    }

    public sealed class ConvTranspose1d : ConvolutionTranspose
    {
        internal ConvTranspose1d(long inputs, long outputs, long kernel, long stride, long padding, long extra, long dilation,
            PaddingModes mode, long groups, bool bias, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(ConvTranspose1d), inputs, outputs, [kernel], [stride], [padding], null, [dilation], true, [extra], groups,
                bias, mode, device, dtype)
        {
        }

        public override torch.Tensor forward(torch.Tensor input, long[]? output_size)
        {
            if (!ValidateShape(input, 1))
                throw new ArgumentException($"Expected 2D (unbatched) or 3D (batched) input with {in_channels} channels to ConvTranspose1d.");
            var extra = _output_padding(input, output_size, kernel_size, stride, padding!, dilation, 1);
            return torch.nn.functional.conv_transpose1d(input, weight, bias, stride[0], padding![0], extra[0], dilation[0], groups);
        }
    }

    public sealed class ConvTranspose2d : ConvolutionTranspose
    {
        internal ConvTranspose2d(long inputs, long outputs, (long, long) kernel, (long, long) stride, (long, long) padding,
            (long, long) extra, (long, long) dilation, PaddingModes mode, long groups, bool bias, torch.Device? device,
            torch.ScalarType? dtype)
            : base(nameof(ConvTranspose2d), inputs, outputs, [kernel.Item1, kernel.Item2], [stride.Item1, stride.Item2],
                [padding.Item1, padding.Item2], null, [dilation.Item1, dilation.Item2], true, [extra.Item1, extra.Item2], groups, bias,
                mode, device, dtype)
        {
        }

        public override torch.Tensor forward(torch.Tensor input, long[]? output_size)
        {
            if (!ValidateShape(input, 2))
                throw new ArgumentException($"Expected 3D (unbatched) or 4D (batched) input with {in_channels} channels to ConvTranspose2d.");
            var extra = _output_padding(input, output_size, kernel_size, stride, padding!, dilation, 2);
            return torch.nn.functional.conv_transpose2d(input, weight, bias, stride, padding, extra, dilation, groups);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static ConvTranspose1d ConvTranspose1d(long in_channels, long out_channels, long kernel_size, long stride = 1,
                long padding = 0, long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, padding, output_padding, dilation, padding_mode, groups, bias,
                    device, dtype);

            public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, long kernel_size, long stride = 1,
                long padding = 0, long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding),
                    (output_padding, output_padding), (dilation, dilation), padding_mode, groups, bias, device, dtype);

            public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, (long, long) kernel_size,
                (long, long)? stride = null, (long, long)? padding = null, (long, long)? output_padding = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride ?? (1, 1), padding ?? (0, 0), output_padding ?? (0, 0),
                    dilation ?? (1, 1), padding_mode, groups, bias, device, dtype);
        }
    }
}
