#nullable enable
using TorchSharp.Interop;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp.Modules
{
    /// <summary>Affine parameters and running statistics.</summary>
    public abstract class NormBase : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        [ComponentName(Name = nameof(bias))]
        private Parameter? _bias;

        [ComponentName(Name = nameof(weight))]
        private Parameter? _weight;

        [ComponentName(Name = nameof(running_mean))]
        private torch.Tensor? _runningMean;

        [ComponentName(Name = nameof(running_var))]
        private torch.Tensor? _runningVar;

        [ComponentName(Name = nameof(num_batches_tracked))]
        private torch.Tensor? _batchesTracked;

        public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats,
            torch.Device? device, torch.ScalarType? dtype, string name) : base(name)
        {
            this.num_features = num_features;
            this.eps = eps;
            this.momentum = momentum;
            this.affine = affine;
            this.track_running_stats = track_running_stats;
            if (affine)
            {
                weight = new Parameter(torch.empty([num_features], dtype: dtype, device: device));
                bias = new Parameter(torch.empty([num_features], dtype: dtype, device: device));
            }
            if (track_running_stats)
            {
                running_mean = torch.empty([num_features], dtype: dtype, device: device);
                running_var = torch.empty([num_features], dtype: dtype, device: device);
                num_batches_tracked = torch.empty([], dtype: dtype ?? torch.ScalarType.Int64, device: device);
            }
            reset_parameters();
        }

        public long num_features { get; private set; }

        public double eps { get; set; }

        public double? momentum { get; set; }

        public bool affine { get; private set; }

        public bool track_running_stats { get; private set; }

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

        public torch.Tensor? running_mean
        {
            get => _runningMean;
            set => ReplaceOwned(ref _runningMean, nameof(running_mean), value);
        }

        public torch.Tensor? running_var
        {
            get => _runningVar;
            set => ReplaceOwned(ref _runningVar, nameof(running_var), value);
        }

        public torch.Tensor? num_batches_tracked
        {
            get => _batchesTracked;
            set => ReplaceOwned(ref _batchesTracked, nameof(num_batches_tracked), value);
        }

        public void reset_running_stats()
        {
            if (!track_running_stats)
                return;
            torch.nn.init.zeros_(running_mean);
            torch.nn.init.ones_(running_var);
            torch.nn.init.zeros_(num_batches_tracked);
        }

        public void reset_parameters()
        {
            reset_running_stats();
            if (!affine)
                return;
            torch.nn.init.ones_(weight);
            torch.nn.init.zeros_(bias);
        }

        protected abstract void ValidateInputDimensions(torch.Tensor input);
    }

    public abstract class BatchNorm : NormBase
    {
        public BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats,
            torch.Device? device, torch.ScalarType? dtype, string name)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
        {
        }

        public override torch.Tensor forward(torch.Tensor input)
        {
            ValidateInputDimensions(input);
            var factor = momentum ?? 0;
            if (training && track_running_stats && num_batches_tracked is { } tracked)
            {
                Dispatch.CallInPlace("add_.Scalar", tracked, 1);
                if (momentum is null)
                {
                    using var count = tracked.to(torch.ScalarType.Float64);
                    factor = 1 / count.item<double>();
                }
            }

            var useBatch = training || (running_mean is null && running_var is null);
            var useRunning = !training || track_running_stats;
            return torch.nn.functional.batch_norm(input, useRunning ? running_mean : null, useRunning ? running_var : null,
                weight, bias, useBatch, factor, eps);
        }
    }

    public sealed class BatchNorm1d : BatchNorm
    {
        internal BatchNorm1d(long features, double eps, double momentum, bool affine, bool track, torch.Device? device, torch.ScalarType? dtype)
            : base(features, eps, momentum, affine, track, device, dtype, nameof(BatchNorm1d))
        {
        }

        protected override void ValidateInputDimensions(torch.Tensor input)
        {
            if (input.dim() is not (2 or 3))
                throw new ArgumentException($"expected 2D or 3D input, but got {input.dim()}D input.");
        }
    }

    public sealed class BatchNorm2d : BatchNorm
    {
        internal BatchNorm2d(long features, double eps, double momentum, bool affine, bool track, torch.Device? device, torch.ScalarType? dtype)
            : base(features, eps, momentum, affine, track, device, dtype, nameof(BatchNorm2d))
        {
        }

        protected override void ValidateInputDimensions(torch.Tensor input)
        {
            if (input.dim() != 4)
                throw new ArgumentException($"expected 4D input, but got {input.dim()}D input.");
        }
    }

    public sealed class LayerNorm : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        [ComponentName(Name = nameof(bias))]
        private Parameter? _bias;

        [ComponentName(Name = nameof(weight))]
        private Parameter? _weight;

        internal LayerNorm(long[] shape, double eps, bool affine, bool hasBias, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(LayerNorm))
        {
            normalized_shape = shape;
            this.eps = eps;
            elementwise_affine = affine;
            if (affine)
                weight = new Parameter(torch.empty(shape, dtype: dtype, device: device));
            if (affine && hasBias)
                bias = new Parameter(torch.empty(shape, dtype: dtype, device: device));
            reset_parameters();
        }

        public long[] normalized_shape { get; set; }

        public double eps { get; set; }

        public bool elementwise_affine { get; set; }

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

        public void reset_parameters()
        {
            if (elementwise_affine)
                torch.nn.init.ones_(weight);
            if (bias is not null)
                torch.nn.init.zeros_(bias);
        }

        public override torch.Tensor forward(torch.Tensor tensor) =>
            torch.nn.functional.layer_norm(tensor, normalized_shape, weight, bias, eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static BatchNorm1d BatchNorm1d(long num_features, double eps = 1E-05, double momentum = 0.1, bool affine = true,
                bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            public static BatchNorm2d BatchNorm2d(long num_features, double eps = 1E-05, double momentum = 0.1, bool affine = true,
                bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            public static LayerNorm LayerNorm(long normalized_shape, double eps = 1E-05, bool elementwise_affine = true,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

            public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1E-05, bool elementwise_affine = true,
                bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(normalized_shape, eps, elementwise_affine, bias, device, dtype);
        }
    }
}
