namespace MusicCnn.Layers;

/// <summary>Specifies what a convolution does at the ends of one axis of the image.</summary>
public enum AxisPadding
{
    /// <summary>The filter stays within the image: of L bins or frames, L − n + 1 remain.</summary>
    Valid,

    /// <summary>Zeros are added so that L remain: (n − 1) / 2 of them before, rounded down, and the rest behind, as TensorFlow does.</summary>
    Same,

    /// <summary>n − 1 zeros are added before and behind, so that every position counts that touches the image: L + n − 1 remain. Han, Kim and Lee (TASLP 2017) pad so.</summary>
    Full,
}
