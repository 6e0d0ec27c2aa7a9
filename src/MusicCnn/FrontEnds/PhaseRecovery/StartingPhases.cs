using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Gives magnitudes the phases from which a recovery starts.</summary>
internal static class StartingPhases
{
    /// <summary>Returns complex spectra [M, F, T] of magnitudes; the draws of an example derive from the seed and its place.</summary>
    public static Tensor Apply(Tensor magnitudes, PhaseRecoveryOptions options)
    {
        if (options.Start == PhaseStart.Zero)
            return complex(magnitudes, zeros_like(magnitudes));

        using var scope = NewDisposeScope();
        var examples = new Tensor[magnitudes.shape[0]];
        for (var example = 0; example < examples.Length; example++)
        {
            var factors = Draw(new(options.Seed, example), options.Start, checked((int)(magnitudes.numel() / examples.Length)));
            var turns = ComplexPairs.ToTensor(factors, magnitudes.shape[1..], magnitudes.dtype, magnitudes.device);
            examples[example] = turns * magnitudes[example];
        }

        return stack(examples).MoveToOuterDisposeScope();
    }

    /// <summary>Returns factors, real and imaginary parts in turn.</summary>
    private static double[] Draw(SeededRandom random, PhaseStart start, int count)
    {
        var factors = new double[checked(2 * count)];
        for (var i = 0; i < factors.Length; i += 2)
        {
            (factors[i + 1], factors[i]) = start == PhaseStart.Random
                ? Math.SinCos(2 * Math.PI * random.Unit())
                : (random.Unit(), random.Unit());
        }

        return factors;
    }
}
