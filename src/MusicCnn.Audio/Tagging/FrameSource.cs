using System.Runtime.InteropServices;
using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.Streaming;
using MusicCnn.Models;
using MusicCnn.Signals;
using static TorchSharp.torch;

namespace MusicCnn.Audio.Tagging;

/// <summary>Turns samples that come in pieces into frames: by a stream where the front-end has one, from the whole clip where a setting needs it.</summary>
internal sealed class FrameSource(AudioClassifier model) : IDisposable
{
    private readonly FrontEndStream? _stream = Open(model.FrontEnd);
    private readonly List<float> _whole = [];

    /// <summary>Gets the number of values of a frame; known once there was one.</summary>
    public int RowLength { get; private set; } = model.FrontEnd.Bins;

    /// <summary>Returns the number of frames of a clip; 0 where it is too short for one.</summary>
    public long Count(long samples)
    {
        try
        {
            return samples == 0 ? 0 : model.FrontEnd.FrameCount(checked((int)samples));
        }
        catch (ArgumentOutOfRangeException)
        {
            return 0;
        }
    }

    /// <summary>Continues the clip and returns the frames that became certain, one behind the other.</summary>
    public float[] Push(ReadOnlySpan<float> samples)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        if (_stream is not null)
            return Rows(_stream.Push(samples));
        _whole.AddRange(samples);
        return [];
    }

    /// <summary>Ends the clip and returns its last frames.</summary>
    public float[] Finish()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return Rows(_stream is not null ? _stream.Flush() : model.Image(new AudioClip([.. _whole], model.FrontEnd.SampleRate)));
    }

    /// <summary>Returns the frames of an image [C, F, T], one behind the other.</summary>
    public float[] Rows(Tensor image)
    {
        using var scope = NewDisposeScope();
        var (channels, frames) = (image.shape[0], image.shape[^1]);
        RowLength = (int)(channels * model.FrontEnd.Bins);
        if (frames == 0)
            return [];
        var rows = image.detach().reshape(RowLength, frames).transpose(0, 1).to(ScalarType.Float32).cpu().contiguous();
        return MemoryMarshal.Cast<byte, float>(rows.bytes).ToArray();
    }

    public void Dispose() => _stream?.Dispose();

    private static FrontEndStream? Open(IFrontEnd frontEnd)
    {
        try
        {
            return (frontEnd as IStreamableFrontEnd)?.OpenStream();
        }
        catch (InvalidOperationException)
        {
            // A setting looks at the whole signal.
            return null;
        }
    }
}
