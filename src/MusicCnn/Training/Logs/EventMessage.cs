using System.Buffers.Binary;
using System.Text;

namespace MusicCnn.Training.Logs;

/// <summary>Writes TensorBoard's events in the wire format of protocol buffers.</summary>
internal static class EventMessage
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    /// <summary>Returns the event that every file begins with.</summary>
    public static byte[] Version(double wallTime) => [.. Double(1, wallTime), .. Field(3, Encoding.UTF8.GetBytes("brain.Event:2"))];

    /// <summary>Returns the event of one figure at one step.</summary>
    public static byte[] Scalar(double wallTime, long step, string name, float value)
    {
        byte[] entry = [.. Field(1, Encoding.UTF8.GetBytes(name)), .. Single(2, value)];
        return [.. Double(1, wallTime), .. Key(2, Varint), .. Number((ulong)step), .. Field(5, Field(1, entry))];
    }

    private static byte[] Key(int field, int wireType) => Number((ulong)((field << 3) | wireType));

    private static byte[] Field(int field, byte[] content) => [.. Key(field, Bytes), .. Number((ulong)content.Length), .. content];

    private static byte[] Double(int field, double value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        return [.. Key(field, Fixed64), .. bytes];
    }

    private static byte[] Single(int field, float value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return [.. Key(field, Fixed32), .. bytes];
    }

    /// <summary>Returns a number in groups of seven bits, the lowest first; the eighth bit says that more follow.</summary>
    private static byte[] Number(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }
}
