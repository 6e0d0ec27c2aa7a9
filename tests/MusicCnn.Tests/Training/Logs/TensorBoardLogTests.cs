using System.Buffers.Binary;
using System.Text;
using MusicCnn.Tests.Support;
using MusicCnn.Training.Logs;

namespace MusicCnn.Tests.Training.Logs;

public class TensorBoardLogTests
{
    [Fact]
    public void The_checksum_is_the_masked_one_of_the_published_check_value()
    {
        // CRC-32C of "123456789" is E3069283; TensorFlow turns it right by 15 bits and adds A282EAD8.
        const uint published = 0xE3069283;
        const uint masked = unchecked(((published >> 15) | (published << 17)) + 0xA282EAD8u);

        Assert.Equal(masked, TensorBoardLog.Checksum("123456789"u8));
    }

    [Fact]
    public void Figures_come_back_with_names_steps_and_times()
    {
        using var folder = new TemporaryFolder();
        var clock = new Clock();
        string path;
        using (var log = TensorBoardLog.Create(folder.File("runs/onet"), clock))
        {
            path = log.Path;
            log.Add("validation/loss", 0.25, step: 0);
            log.Add("Genauigkeit/Übung", double.NaN, step: 300);
            log.Add("epoch", -1e30, step: long.MaxValue);
        }

        var events = EventReader.Read(path);

        Assert.Contains(".tfevents.", System.IO.Path.GetFileName(path), StringComparison.Ordinal);
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.All(events, one => Assert.Equal(1_700_000_000.5, one.WallTime));
        Assert.Equal([("validation/loss", 0.25f, 0), ("Genauigkeit/Übung", float.NaN, 300), ("epoch", -1e30f, long.MaxValue)], events.Skip(1).Select(one => (one.Name, one.Value, one.Step)));
    }

    [Fact]
    public void What_was_added_is_on_disk_before_the_log_is_closed()
    {
        using var folder = new TemporaryFolder();
        using var log = TensorBoardLog.Create(folder.File("run"));
        log.Add("loss", 1, step: 1);

        Assert.Equal(2, EventReader.Read(log.Path).Count);
    }

    [Fact]
    public void Two_logs_of_one_folder_are_two_files_and_threads_mix_no_records()
    {
        using var folder = new TemporaryFolder();
        using var one = TensorBoardLog.Create(folder.File("run"));
        using var other = TensorBoardLog.Create(folder.File("run"));
        Parallel.For(0, 500, step => one.Add("loss", step, step));

        Assert.NotEqual(one.Path, other.Path);
        Assert.Equal(Enumerable.Range(0, 500).Select(step => (long)step), EventReader.Read(one.Path).Skip(1).Select(entry => entry.Step).Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Add("loss", 1, -1));
        Assert.Throws<ArgumentException>(() => one.Add("", 1, 1));
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_500);
    }

    /// <summary>Reads event files field by field, and checks every checksum bit by bit.</summary>
    private static class EventReader
    {
        public static List<Entry> Read(string path)
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var file = new byte[stream.Length];
            stream.ReadExactly(file);
            var entries = new List<Entry>();
            for (var position = 0; position < file.Length;)
            {
                var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(position));
                Assert.Equal(Masked(file.AsSpan(position, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(position + 8)));
                var message = file.AsSpan(position + 12, length);
                Assert.Equal(Masked(message), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(position + 12 + length)));
                entries.Add(Parse(message));
                position += length + 16;
            }

            return entries;
        }

        private static Entry Parse(ReadOnlySpan<byte> message)
        {
            var entry = new Entry();
            while (message.Length > 0)
            {
                var key = Number(ref message);
                switch (key)
                {
                    case 1 << 3 | 1: entry.WallTime = BinaryPrimitives.ReadDoubleLittleEndian(Take(ref message, 8)); break;
                    case 2 << 3: entry.Step = (long)Number(ref message); break;
                    case 3 << 3 | 2: entry.Version = Encoding.UTF8.GetString(Take(ref message, (int)Number(ref message))); break;
                    case 5 << 3 | 2:
                        var summary = Take(ref message, (int)Number(ref message));
                        Assert.Equal(1UL << 3 | 2, Number(ref summary));
                        var value = Take(ref summary, (int)Number(ref summary));
                        Assert.True(summary.IsEmpty);
                        Assert.Equal(1UL << 3 | 2, Number(ref value));
                        entry.Name = Encoding.UTF8.GetString(Take(ref value, (int)Number(ref value)));
                        Assert.Equal(2UL << 3 | 5, Number(ref value));
                        entry.Value = BinaryPrimitives.ReadSingleLittleEndian(Take(ref value, 4));
                        Assert.True(value.IsEmpty);
                        break;
                    default: Assert.Fail($"Unknown key {key}."); break;
                }
            }

            return entry;
        }

        private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> message, int count)
        {
            var taken = message[..count];
            message = message[count..];
            return taken;
        }

        private static ulong Number(ref ReadOnlySpan<byte> message)
        {
            ulong number = 0;
            for (var shift = 0; ; shift += 7)
            {
                var next = Take(ref message, 1)[0];
                number |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                    return number;
            }
        }

        private static uint Masked(ReadOnlySpan<byte> data)
        {
            var crc = uint.MaxValue;
            foreach (var value in data)
            {
                crc ^= value;
                for (var bit = 0; bit < 8; bit++)
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }

            crc = ~crc;
            return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u);
        }
    }

    private sealed class Entry
    {
        public double WallTime { get; set; }

        public long Step { get; set; }

        public string? Version { get; set; }

        public string? Name { get; set; }

        public float Value { get; set; }
    }
}
