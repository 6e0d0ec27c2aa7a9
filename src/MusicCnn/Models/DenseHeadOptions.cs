namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="DenseHead"/>.</summary>
/// <param name="Units">The number of features, and of units of the hidden layer.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="Dropout">The share of values set to zero in training in front of the last layer.</param>
/// <param name="BatchNormEpsilon">The number added to the variance.</param>
/// <param name="BatchNormMomentum">The weight of the newest batch in the running statistics.</param>
internal sealed record DenseHeadOptions(int Units, int Classes, double Dropout, double BatchNormEpsilon, double BatchNormMomentum)
{
    public long ParameterCount => (Units + 3L) * Units + (Units + 1L) * Classes;
}
