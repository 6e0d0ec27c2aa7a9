using System.Text;

namespace MusicCnn.Tests.Weights;

/// <summary>Builds .npy files by hand, from the text of the header and the data in hexadecimal.</summary>
internal static class NpyFileText
{
    public static byte[] Build(string header, string hex, int version = 1)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = BitConverter.GetBytes(text.Length).AsSpan(0, version == 1 ? 2 : 4);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. text, .. Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal))];
    }
}
