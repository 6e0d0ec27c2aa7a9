namespace MusicCnn.Augmentation;

/// <summary>Specifies how width and start of a mask are drawn.</summary>
public enum MaskRule
{
    /// <summary>As the paper has it: a width v uniform over 0 … limit, then a start uniform over 0 … size − v − 1 (0 for a mask as wide as the axis).</summary>
    Paper,

    /// <summary>As torchaudio has it: v = limit·U, start (size − v)·U′, both rounded down after the drawing. So widths are 0 … limit − 1.</summary>
    Torchaudio,
}
