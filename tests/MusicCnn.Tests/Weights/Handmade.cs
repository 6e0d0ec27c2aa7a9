using System.Text;

namespace MusicCnn.Tests.Weights;

/// <summary>Puts safetensors files together by hand.</summary>
internal static class Handmade
{
    public static byte[] File(string header, byte[]? data = null)
    {
        var json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. data ?? []];
    }
}
