using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents a network with all its sizes before it is built. Making one throws where bins or frames do not fit.</summary>
/// <param name="Build">Builds the network.</param>
/// <param name="ParameterCount">The number of its weights.</param>
/// <param name="MinimumFrames">The number of frames below which it cannot run.</param>
internal sealed record NetworkPlan(Func<nn.Module<Tensor, Tensor>> Build, long ParameterCount, int MinimumFrames = 1);
