using System.Buffers.Binary;

namespace MusicCnn.Audio.Internal;

/// <summary>Converts between the bytes of a WAV file and samples with full scale [-1, 1].</summary>
/// <remarks>Integers of b bits are divided by 2^(b−1), so -1 is the lowest integer and 1 is just out of reach; 8 bits are unsigned, as the format has it.</remarks>
internal static class WavSamples
{
    private const float Scale8 = 1 << 7;
    private const float Scale16 = 1 << 15;
    private const float Scale24 = 1 << 23;
    private const double Scale32 = 1L << 31;

    /// <summary>Decodes whole samples of any readable format.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, WavFormat format, Span<float> samples)
    {
        switch (format.BitsPerSample, format.IsFloat)
        {
            case (8, false):
                for (var i = 0; i < bytes.Length; i++)
                    samples[i] = (bytes[i] - 128) / Scale8;
                break;
            case (16, false):
                for (var i = 0; i < bytes.Length / 2; i++)
                    samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) / Scale16;
                break;
            case (24, false):
                for (var i = 0; i < bytes.Length / 3; i++)
                    samples[i] = ReadInt24(bytes[(3 * i)..]) / Scale24;
                break;
            case (32, false):
                for (var i = 0; i < bytes.Length / 4; i++)
                    samples[i] = (float)(BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]) / Scale32);
                break;
            case (32, true):
                for (var i = 0; i < bytes.Length / 4; i++)
                    samples[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                break;
            default:
                for (var i = 0; i < bytes.Length / 8; i++)
                    samples[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
        }
    }

    /// <summary>Writes one sample, rounded to the nearest integer and clipped where the encoding is one of integers.</summary>
    public static void Encode(float sample, AudioEncoding encoding, Span<byte> bytes)
    {
        switch (encoding)
        {
            case AudioEncoding.Pcm16:
                BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)Quantize(sample, Scale16));
                break;
            case AudioEncoding.Pcm24:
                var value = (int)Quantize(sample, Scale24);
                bytes[0] = (byte)value;
                bytes[1] = (byte)(value >> 8);
                bytes[2] = (byte)(value >> 16);
                break;
            default:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, sample);
                break;
        }
    }

    private static int ReadInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | ((sbyte)bytes[2] << 16);

    private static double Quantize(float sample, double scale) => Math.Clamp(Math.Round(sample * scale), -scale, scale - 1);
}
