namespace MusicCnn.Models;

/// <summary>Specifies over what a network normalizes its images by batch statistics.</summary>
public enum ImageNormalization
{
    /// <summary>Each bin by its mean and deviation over batch and time.</summary>
    EachBin,

    /// <summary>Each frame by its mean and deviation over batch and frequency, which ties a network to one width of image. Released weights of Choi and others have it.</summary>
    EachFrame,
}
