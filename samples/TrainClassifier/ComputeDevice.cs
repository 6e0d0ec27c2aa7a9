using System.Globalization;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Finds the device that networks are computed on.</summary>
internal static class ComputeDevice
{
    /// <summary>Returns the device that a text names.</summary>
    /// <exception cref="ArgumentException">It names none, or one that is not here.</exception>
    public static Device Of(string text)
    {
        var parts = text.Split(':');
        var known = parts[0] is "cpu" or "cuda"
            && (parts.Length == 1 || (parts.Length == 2 && parts[0] == "cuda" && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)));
        if (!known)
            throw new ArgumentException($"--device must be cpu, cuda or the number of a card such as cuda:1, but was '{text}'.");
        var device = new Device(text);
        if (parts[0] == "cuda")
            Require(device, text);
        return device;
    }

    private static void Require(Device device, string text)
    {
        try
        {
            using var probe = zeros([1], device: device);
        }
        catch (Exception e) when (e is ExternalException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new ArgumentException(
                $"--device {text} is not here: this machine has no such NVIDIA card, or the libtorch in use was built without CUDA. Leave --device out to compute on the processor, or install a libtorch with CUDA (TorchSharp-cuda-linux or -windows in place of TorchSharp-cpu).", e);
        }
    }
}
