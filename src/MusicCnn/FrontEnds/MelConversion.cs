namespace MusicCnn.FrontEnds;

/// <summary>Converts between hertz and mel, in double precision.</summary>
internal static class MelConversion
{
    private const double SlaneyBreak = 1000;
    private const double SlaneyBreakMel = 15;

    /// <summary>Slaney's logarithmic part: 27 steps from 1000 to 6400 Hz.</summary>
    private static readonly double SlaneyStep = Math.Log(6.4) / 27;

    public static double ToMel(MelFormula formula, double hertz) => formula switch
    {
        MelFormula.Slaney when hertz < SlaneyBreak => 3 * hertz / 200,
        MelFormula.Slaney => SlaneyBreakMel + (Math.Log(hertz / SlaneyBreak) / SlaneyStep),
        MelFormula.Htk => 2595 * Math.Log10(1 + (hertz / 700)),
        MelFormula.Kaldi => 1127 * Math.Log(1 + (hertz / 700)),
        MelFormula.EssentiaUntil2016 => 1127.01048 * Math.Log(1 + (hertz / 700)),
        _ => throw new InvalidOperationException($"The mel formula {formula} has no definition."),
    };

    public static double ToHertz(MelFormula formula, double mel) => formula switch
    {
        MelFormula.Slaney when mel < SlaneyBreakMel => 200 * mel / 3,
        MelFormula.Slaney => SlaneyBreak * Math.Exp(SlaneyStep * (mel - SlaneyBreakMel)),
        MelFormula.Htk => 700 * (Math.Pow(10, mel / 2595) - 1),
        MelFormula.Kaldi => 700 * (Math.Exp(mel / 1127) - 1),
        MelFormula.EssentiaUntil2016 => 700 * (Math.Exp(mel / 1127.01048) - 1),
        _ => throw new InvalidOperationException($"The mel formula {formula} has no definition."),
    };
}
