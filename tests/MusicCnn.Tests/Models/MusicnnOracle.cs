using MusicCnn.Models;

namespace MusicCnn.Tests.Models;

/// <summary>Evaluates musicnn in evaluation mode by its description: sums in plain loops, frame by frame, in double precision.</summary>
internal sealed class MusicnnOracle
{
    private readonly MusicnnSums _sums;

    /// <param name="network">The network whose weights and statistics count.</param>
    /// <param name="image">The image of one example, bin by frame.</param>
    public MusicnnOracle(MusicnnModel network, double[,] image)
    {
        _sums = new(network);
        var bins = image.GetLength(0);
        FrontEnd = _sums.FrontEnd(image, [(int)Math.Floor(0.4 * bins), (int)Math.Floor(0.7 * bins), 1, 1, 1]);
        Cnn1 = MidEnd(0, FrontEnd);
        Cnn2 = MusicnnSums.Sum(MidEnd(1, Cnn1), Cnn1);
        Cnn3 = MusicnnSums.Sum(MidEnd(2, Cnn2), Cnn2);

        // Channel by channel the maximum and then the mean.
        var pooled = FrontEnd.Concat(Cnn1).Concat(Cnn2).Concat(Cnn3).SelectMany(channel => new[] { channel.Max(), channel.Average() }).ToArray();
        (Penultimate, Logits) = _sums.BackEnd(pooled);
    }

    /// <summary>Gets the channels of the first layer over time.</summary>
    public double[][] FrontEnd { get; }

    public double[][] Cnn1 { get; }

    public double[][] Cnn2 { get; }

    public double[][] Cnn3 { get; }

    public double[] Penultimate { get; }

    public double[] Logits { get; }

    private double[][] MidEnd(int layer, double[][] input) =>
        _sums.Normalize($"mid_end.{layer}.groups.0.norm", _sums.Frames($"mid_end.{layer}.groups.0.", input));
}
