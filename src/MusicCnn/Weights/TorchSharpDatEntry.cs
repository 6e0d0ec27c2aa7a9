namespace MusicCnn.Weights;

/// <summary>Represents what a .dat file of TorchSharp says of one tensor.</summary>
/// <param name="Name">The key.</param>
/// <param name="Form">The type and the shape.</param>
/// <param name="Position">The first byte of the elements in the stream.</param>
internal sealed record TorchSharpDatEntry(string Name, TensorForm Form, long Position);
