namespace MusicCnn.Tests.Weights;

/// <summary>Represents the settings of a <see cref="EnergyImage"/>.</summary>
internal sealed record EnergyImageOptions
{
    public int SampleRate { get; init; } = 8_000;

    public int Bins { get; init; } = 16;

    public double Gain { get; init; } = 2;
}
