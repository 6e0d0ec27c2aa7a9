#nullable enable
using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Shape of a recurrent stack, and its weights under PyTorch's names.</summary>
    internal sealed record RecurrentShape(long Inputs, long Hidden, long Layers, bool HasBias, bool BatchFirst, double Dropout, bool Bidirectional)
    {
        private int Directions => Bidirectional ? 2 : 1;

        /// <summary>Names and fresh weights, uniform in ±1/√hidden, in the order in which the operators take them. As in TorchSharp they are left to the
        /// caller's dispose scope, which those of other layers are not.</summary>
        internal IEnumerable<(string Name, Parameter Weight)> Weights(int gates, torch.Device? device, torch.ScalarType? dtype)
        {
            var bound = 1 / Math.Sqrt(Hidden);
            Parameter Fresh(params long[] shape) =>
                (Parameter)torch.nn.init.uniform_(new Parameter(torch.empty(shape, dtype: dtype, device: device)), -bound, bound);

            for (var layer = 0; layer < Layers; layer++)
            {
                var inputs = layer == 0 ? Inputs : Hidden * Directions;
                foreach (var suffix in new[] { $"_l{layer}", $"_l{layer}_reverse" }.Take(Directions))
                {
                    yield return ("weight_ih" + suffix, Fresh(gates * Hidden, inputs));
                    yield return ("weight_hh" + suffix, Fresh(gates * Hidden, Hidden));
                    if (!HasBias)
                        continue;
                    yield return ("bias_ih" + suffix, Fresh(gates * Hidden));
                    yield return ("bias_hh" + suffix, Fresh(gates * Hidden));
                }
            }
        }

        /// <summary>The state of a sequence's start. As in TorchSharp it is left to the caller's dispose scope.</summary>
        internal torch.Tensor ZeroState(torch.Tensor input) =>
            torch.zeros([Directions * Layers, input.shape[BatchFirst ? 0 : 1], Hidden], dtype: input.dtype, device: input.device);
    }

    public sealed class LSTM : torch.nn.Module<torch.Tensor, (torch.Tensor, torch.Tensor)?, (torch.Tensor, torch.Tensor, torch.Tensor)>
    {
        private readonly RecurrentShape _shape;

        internal LSTM(RecurrentShape shape, torch.Device? device, torch.ScalarType? dtype) : base(nameof(LSTM))
        {
            _shape = shape;
            foreach (var (name, weight) in shape.Weights(4, device, dtype))
                register_parameter(name, weight);
        }

        public new (torch.Tensor, torch.Tensor, torch.Tensor) call(torch.Tensor input, (torch.Tensor, torch.Tensor)? h0_c0 = null) =>
            base.call(input, h0_c0);

        public override (torch.Tensor, torch.Tensor, torch.Tensor) forward(torch.Tensor input, (torch.Tensor, torch.Tensor)? h0_c0 = null)
        {
            var (h0, c0) = h0_c0 ?? (_shape.ZeroState(input), _shape.ZeroState(input));
            return Dispatch.Call3("lstm.input", input, new[] { h0, c0 }, _internal_params.values().ToArray<torch.Tensor>(),
                _shape.HasBias, _shape.Layers, _shape.Dropout, training, _shape.Bidirectional, _shape.BatchFirst);
        }
    }

    public sealed class GRU : torch.nn.Module<torch.Tensor, torch.Tensor, (torch.Tensor, torch.Tensor)>
    {
        private readonly RecurrentShape _shape;

        internal GRU(RecurrentShape shape, torch.Device? device, torch.ScalarType? dtype) : base(nameof(GRU))
        {
            _shape = shape;
            foreach (var (name, weight) in shape.Weights(3, device, dtype))
                register_parameter(name, weight);
        }

#nullable disable
        public new (torch.Tensor, torch.Tensor) call(torch.Tensor input, torch.Tensor h0 = null) => base.call(input, h0);

        public override (torch.Tensor, torch.Tensor) forward(torch.Tensor input, torch.Tensor h0 = null) =>
            Dispatch.Call2("gru.input", input, h0 ?? _shape.ZeroState(input), _internal_params.values().ToArray<torch.Tensor>(),
                _shape.HasBias, _shape.Layers, _shape.Dropout, training, _shape.Bidirectional, _shape.BatchFirst);
#nullable enable
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false,
                double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);

            public static GRU GRU(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false,
                double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);
        }
    }
}
