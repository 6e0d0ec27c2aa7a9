namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Represents how much of a frequency's power a transform keeps: what it does to a signal and back, but for what frames far apart mix.</summary>
/// <remarks>G(ν) = 1/h Σ_k (|A_k(ν)|² + |A_k(−ν)|²), the diagonal of the frame operator in frequency.</remarks>
internal sealed class FramePower
{
    /// <summary>Points per width of the narrowest main lobe, enough to interpolate between.</summary>
    private const int PointsPerLobe = 8;

    /// <summary>Where the main lobe ends, in units of 1/period; beyond it there is less than a thousandth of the power.</summary>
    private const double MainLobe = 2;

    private readonly double[] _power;

    /// <summary>Initializes a new instance of the <see cref="FramePower"/> class.</summary>
    /// <param name="bank">The atoms.</param>
    public FramePower(AtomBank bank)
    {
        var size = checked(PointsPerLobe * (int)Math.Ceiling(bank.Atoms.Max(atom => atom.Period)));
        _power = new double[size];
        foreach (var atom in bank.Atoms)
        {
            var width = MainLobe / atom.Period;
            var first = (long)Math.Floor((atom.Frequency - width) * size);
            var values = new double[Math.Min(size, (int)Math.Ceiling(2 * width * size) + 1)];
            AtomSpectrum.Fill(atom, first, size, atom.Scale, values);
            for (var i = 0; i < values.Length; i++)
            {
                var place = (int)((((first + i) % size) + size) % size);
                var power = values[i] * values[i] / bank.Options.HopLength;
                _power[place] += power;
                _power[(size - place) % size] += power;
            }
        }

        SmallestAtCenters = bank.Atoms.Min(atom => At(atom.Frequency));
    }

    /// <summary>Gets the smallest power at the center of a bin: half the usual one, where an edge has no neighbors on one side.</summary>
    public double SmallestAtCenters { get; }

    /// <summary>Returns the power at a frequency, in cycles per sample from 0 to ½.</summary>
    public double At(double frequency)
    {
        var position = frequency * _power.Length;
        var point = (int)position;
        var part = position - point;
        return ((1 - part) * _power[point]) + (part * _power[(point + 1) % _power.Length]);
    }
}
