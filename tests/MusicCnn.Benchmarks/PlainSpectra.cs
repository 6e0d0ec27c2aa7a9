using MusicCnn.FrontEnds;
using MusicCnn.Signals.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Benchmarks;

/// <summary>Computes spectra as one would on torch alone: its STFT and a matrix product, which is also what torchaudio does. In float64 it is the
/// definition that both are measured against.</summary>
internal sealed class PlainSpectra
{
    private readonly int _size;
    private readonly int _hop;
    private readonly Tensor _window;
    private readonly Tensor _filters;

    public PlainSpectra(MelSpectrogramOptions options, ScalarType type)
    {
        (_size, _hop) = (options.FftSize, options.HopLength ?? options.FftSize / 4);
        _window = tensor(Window.Hann.Samples(options.FftSize), dtype: type);
        var bank = new MelFilterBank(options);
        var weights = new double[bank.Bins * bank.Bands];
        for (var bin = 0; bin < bank.Bins; bin++)
        {
            for (var band = 0; band < bank.Bands; band++)
                weights[(bin * bank.Bands) + band] = bank[band, bin];
        }

        _filters = tensor(weights, [bank.Bins, bank.Bands], dtype: type);
    }

    /// <summary>Returns the complex spectrum [N, F, T] of signals [N, S].</summary>
    public Tensor Complex(Tensor signals)
    {
        using var scope = NewDisposeScope();
        var half = _size / 2;
        var padded = nn.functional.pad(signals, (half, half), PaddingModes.Reflect);
        return padded.stft(_size, _hop, _size, _window, center: false, return_complex: true)
            .MoveToOuterDisposeScope();
    }

    /// <summary>Returns the power [N, F, T] of signals [N, S].</summary>
    public Tensor Power(Tensor signals)
    {
        using var scope = NewDisposeScope();
        return Complex(signals).abs().pow(2).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the mel spectrogram [N, B, T] of signals [N, S].</summary>
    public Tensor Mel(Tensor signals)
    {
        using var scope = NewDisposeScope();
        return Power(signals).transpose(1, 2).matmul(_filters).transpose(1, 2).MoveToOuterDisposeScope();
    }

    /// <summary>Returns log₁₀(1 + 10000 M) of the mel spectrogram M, [N, B, T].</summary>
    public Tensor LogMel(Tensor signals)
    {
        using var scope = NewDisposeScope();
        return Mel(signals).mul(10_000).add(1).log10().MoveToOuterDisposeScope();
    }
}
