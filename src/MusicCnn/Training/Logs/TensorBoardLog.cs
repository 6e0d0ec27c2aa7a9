using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;

namespace MusicCnn.Training.Logs;

/// <summary>Represents a file of figures over steps that TensorBoard draws.</summary>
/// <remarks>
/// <para>A file of records: length, checksum of the length, an event in protocol buffers, checksum of the event. Every record is flushed, so that a run that dies leaves a file
/// that is readable up to its last step. Values are Float32, as TensorBoard's are.</para>
/// <para>Source: TensorFlow, <c>tensorflow/core/lib/io/record_writer.h</c> and <c>core/util/event.proto</c> (formats only). Verified against: a reader
/// of its own that checks every checksum, and the published check value of CRC-32C.</para>
/// </remarks>
/// <example>
/// <code>
/// using var log = TensorBoardLog.Create("runs/onet");
/// log.Add("validation/loss", loss, step: epoch);   // tensorboard --logdir runs
/// </code>
/// </example>
public sealed class TensorBoardLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _stream;
    private readonly TimeProvider _clock;

    private TensorBoardLog(string path, TimeProvider clock)
    {
        _clock = clock;
        Path = path;
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        try
        {
            Write(EventMessage.Version(Seconds()));
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>Gets the path of the file.</summary>
    public string Path { get; }

    /// <summary>Creates a file in a folder, which TensorBoard shows as one run.</summary>
    /// <param name="folder">The folder; created where it does not exist. Several files in it are shown as one.</param>
    /// <param name="clock">What tells the time of events; the system's where <see langword="null"/>.</param>
    /// <returns>The open file; dispose it.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static TensorBoardLog Create(string folder, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        clock ??= TimeProvider.System;
        Directory.CreateDirectory(folder);
        // TensorBoard finds files by the middle of their names, and reads those of one folder in the order of names.
        var name = FormattableString.Invariant($"events.out.tfevents.{clock.GetUtcNow().ToUnixTimeSeconds():D10}.{Environment.ProcessId}.{Stopwatch.GetTimestamp():x}");
        return new(System.IO.Path.Combine(folder, name), clock);
    }

    /// <summary>Adds a figure; thread-safe.</summary>
    /// <param name="name">The name of the curve; a slash groups curves, such as <c>validation/loss</c>.</param>
    /// <param name="value">The figure; NaN and infinity are shown as such.</param>
    /// <param name="step">The step, such as the epoch; at least 0.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is below 0.</exception>
    public void Add(string name, double value, long step)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Internal.Require.NotNegative(step, "steps", nameof(step));
        Write(EventMessage.Scalar(Seconds(), step, name, (float)value));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    /// <summary>Returns the checksum of a part of a record: CRC-32C, turned and moved so that the checksum of data that hold checksums stays one.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
            crc = BitOperations.Crc32C(crc, value);
        return unchecked(BitOperations.RotateRight(~crc, 15) + 0xA282EAD8u);
    }

    private double Seconds() => _clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    private void Write(byte[] message)
    {
        var record = new byte[message.Length + 16];
        BinaryPrimitives.WriteInt64LittleEndian(record, message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Checksum(record.AsSpan(0, 8)));
        message.CopyTo(record, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + message.Length), Checksum(message));
        lock (_lock)
        {
            _stream.Write(record);
            _stream.Flush();
        }
    }
}
