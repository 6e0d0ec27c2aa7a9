using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Recovers signals by projecting in turn on what is a transform of a signal and on what has the magnitudes given, with momentum.</summary>
internal sealed class AlternatingProjections
{
    private readonly IInvertibleTransform _transform;
    private readonly PhaseRecoveryOptions _options;

    private AlternatingProjections(IInvertibleTransform transform, PhaseRecoveryOptions options)
    {
        _transform = transform;
        _options = options;
    }

    /// <summary>Checks spectrograms and recovers their signals.</summary>
    /// <param name="spectrogram">Magnitude or power, [F, T] with up to two axes in front.</param>
    /// <param name="bins">The number of bins that it must have.</param>
    /// <param name="output">What it holds.</param>
    /// <param name="options">How long, from where, with how much momentum.</param>
    /// <param name="open">Returns the transform for magnitudes [M, F, T], of their element type and on their device.</param>
    /// <param name="progress">Told after each iteration.</param>
    /// <param name="cancellationToken">Ends the work between two iterations.</param>
    public static PhaseRecoveryResult Recover(
        Tensor spectrogram,
        int bins,
        SpectrumKind output,
        PhaseRecoveryOptions options,
        Func<Tensor, IInvertibleTransform> open,
        IProgress<PhaseRecoveryProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var magnitudes = SpectrogramGuard.Magnitudes(spectrogram, bins, output, nameof(spectrogram));
        using var transform = open(magnitudes);
        var (signals, courses) = new AlternatingProjections(transform, options).Run(magnitudes, progress, cancellationToken);
        return new(signals.reshape([.. spectrogram.shape[..^2], signals.shape[^1]]).MoveToOuterDisposeScope(), courses);
    }

    /// <summary>Returns signals [M, S] and the course of the spectral convergence of each.</summary>
    /// <param name="magnitudes">The magnitudes [M, F, T], contiguous.</param>
    /// <param name="progress">Told after each iteration.</param>
    /// <param name="cancellationToken">Ends the work between two iterations.</param>
    private (Tensor Signals, List<double>[] Courses) Run(
        Tensor magnitudes, IProgress<PhaseRecoveryProgress>? progress, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        var examples = Enumerable.Range(0, (int)magnitudes.shape[0]).ToArray();
        var courses = Array.ConvertAll(examples, _ => new List<double>(_options.Iterations + 1));
        var results = new Tensor[examples.Length];
        magnitudes = magnitudes.alias();
        var norms = PhaseStep.SquaredNorms(magnitudes);
        var spectra = StartingPhases.Apply(magnitudes, _options);
        var previous = zeros_like(spectra);
        for (var iteration = 0; ; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var signals = _transform.Synthesize(spectra);
            var rebuilt = _transform.Analyze(signals);
            var errors = PhaseStep.Run(magnitudes, rebuilt, previous, _options.Momentum / (1 + _options.Momentum));
            for (var row = 0; row < examples.Length; row++)
                courses[examples[row]].Add(norms[examples[row]] == 0 ? 0 : Math.Sqrt(errors[row] / norms[examples[row]]));
            progress?.Report(new(iteration, _options.Iterations, courses.Average(course => course[^1])));

            var going = Enumerable.Range(0, examples.Length).Where(row => !IsDone(courses[examples[row]])).ToArray();
            foreach (var row in Enumerable.Range(0, examples.Length).Except(going))
                results[examples[row]] = signals[row].clone().MoveToOuterDisposeScope();
            if (going.Length == 0)
                break;

            // The step has put the next spectra where the transforms of the iteration before were, for which those of this one now stand.
            spectra.Dispose();
            (spectra, previous) = (previous, rebuilt.MoveToOuterDisposeScope());
            if (going.Length < examples.Length)
            {
                var rows = tensor(Array.ConvertAll(going, row => (long)row), device: magnitudes.device);
                (spectra, previous, magnitudes) = (Select(spectra, rows), Select(previous, rows), Select(magnitudes, rows));
                examples = Array.ConvertAll(going, row => examples[row]);
            }
        }

        return (stack(results).MoveToOuterDisposeScope(), courses);
    }

    /// <summary>Returns whether all iterations are over, or the last one improved too little.</summary>
    private bool IsDone(List<double> course) =>
        course.Count > _options.Iterations || (_options.Tolerance is { } least && course.Count > 1 && course[^2] - course[^1] < least);

    /// <summary>Returns some examples of a tensor, which is disposed of.</summary>
    private static Tensor Select(Tensor tensor, Tensor rows)
    {
        var selected = tensor.index_select(0, rows).MoveToOuterDisposeScope();
        tensor.Dispose();
        return selected;
    }
}
