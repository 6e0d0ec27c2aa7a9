using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.Streaming;

/// <summary>Pieces give the bits of the whole in float32 on the CPU.</summary>
public class StreamBitsTests
{
    private const int Splittings = 50;

    public static TheoryData<Compression> Compressions =>
    [
        Compression.None,
        new LogOnePlus(10_000),
        new NaturalLog(),
        new NaturalLog(offset: 0, floor: 1e-5),
        new Decibels(),
        new Decibels { OfMagnitude = true, Floor = 1e-5, Reference = 20e-6 },
        new PowerLaw(1 / 3.0),
    ];

    public static TheoryData<SpectrumKind> Kinds => [.. Enum.GetValues<SpectrumKind>()];

    public static TheoryData<int, int?, int, FramePlacement, EdgePadding> Grids
    {
        get
        {
            var grids = new TheoryData<int, int?, int, FramePlacement, EdgePadding>();
            foreach (var placement in Enum.GetValues<FramePlacement>())
            {
                foreach (var padding in Enum.GetValues<EdgePadding>())
                {
                    grids.Add(64, null, 16, placement, padding);
                    grids.Add(63, 40, 10, placement, padding); // odd, and a shorter window
                    grids.Add(48, null, 100, placement, padding); // samples between frames that no frame contains
                    grids.Add(74, null, 25, placement, padding); // twice a large prime: not the fused transform
                    grids.Add(1, null, 3, placement, padding);
                }
            }

            return grids;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Short_time_spectrum_in_pieces_has_the_bits_of_the_whole(SpectrumKind kind)
    {
        using var stft = new Stft(new() { SampleRate = 8000, FftSize = 128, HopLength = 50, Output = kind });
        using var waveform = tensor(TestSignals.Noise(2 * 1003, seed: 1), [2, 1003], dtype: ScalarType.Float32);

        Pieces.RequireSameBits(stft, waveform, Splittings);
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Mel_spectrogram_in_pieces_has_the_bits_of_the_whole(Compression compression)
    {
        using var mel = new MelSpectrogram(new()
        {
            SampleRate = 8000,
            FftSize = 128,
            HopLength = 50,
            MelBands = 13, // not a multiple of a vector's length
            Compression = compression,
        });
        var signal = TestSignals.Noise(1003, seed: 2);
        Array.Clear(signal, 300, 400); // digital silence, where logarithms meet their floors
        using var waveform = tensor(signal, dtype: ScalarType.Float32);

        Pieces.RequireSameBits(mel, waveform, Splittings);
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Compressed_magnitude_in_pieces_has_the_bits_of_the_whole(Compression compression)
    {
        using var stft = new Stft(new() { SampleRate = 8000, FftSize = 60, HopLength = 20, Output = SpectrumKind.Magnitude, Compression = compression });
        using var waveform = tensor(TestSignals.Noise(701, seed: 3), dtype: ScalarType.Float32);

        Pieces.RequireSameBits(stft, waveform, Splittings);
    }

    [Theory]
    [MemberData(nameof(Grids))]
    public void Every_placement_and_padding_has_the_bits_of_the_whole(int size, int? window, int hop, FramePlacement placement, EdgePadding padding)
    {
        using var stft = new Stft(new()
        {
            SampleRate = 8000,
            FftSize = size,
            WindowLength = window,
            HopLength = hop,
            Window = MusicCnn.Signals.Windows.Window.Hamming, // whose ends are not zero, so that every sample of a frame counts
            Placement = placement,
            EdgePadding = padding,
        });
        var shortest = placement == FramePlacement.Inside ? size : 1;
        foreach (var samples in new[] { 1, 2, 3, size / 2, (size / 2) + 1, size - 1, size, size + 1, (size / 2) + hop, 407 }.Where(samples => samples >= shortest))
        {
            using var waveform = tensor(TestSignals.Noise(samples, seed: samples), dtype: ScalarType.Float32);
            Pieces.RequireSameBits(stft, waveform, splittings: 6);
        }
    }

    [Fact]
    public void Musicnn_input_with_half_rounding_has_the_bits_of_the_whole()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { RoundToHalf = true });
        using var waveform = tensor(TestSignals.Noise(2 * 2 * 4000, seed: 4, amplitude: 0.1), [2, 2, 4000], dtype: ScalarType.Float32);

        Pieces.RequireSameBits(mel, waveform, splittings: 10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Energy_normalization_in_pieces_has_the_bits_of_the_whole(bool unitLevel)
    {
        using var mel = new MelSpectrogram(new()
        {
            SampleRate = 8000,
            FftSize = 128,
            HopLength = 50,
            MelBands = 13,
            Spectrum = SpectrumKind.Magnitude,
            Pcen = PcenOptions.Librosa with { Start = unitLevel ? PcenStart.UnitLevel : PcenStart.FirstFrame },
        });
        using var waveform = tensor(TestSignals.Noise(2 * 1003, seed: 6), [2, 1003], dtype: ScalarType.Float32);

        Pieces.RequireSameBits(mel, waveform, Splittings);
    }

    [Fact]
    public void Essentias_frames_past_the_end_have_the_bits_of_the_whole()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Cbmi2016);
        using var waveform = tensor(TestSignals.Noise(6000, seed: 5), dtype: ScalarType.Float32);

        Pieces.RequireSameBits(mel, waveform, splittings: 10);
    }
}
