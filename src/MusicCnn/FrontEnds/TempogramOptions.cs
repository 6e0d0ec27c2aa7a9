using MusicCnn.Internal;
using MusicCnn.Signals.Windows;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="Tempogram"/>.</summary>
public sealed record TempogramOptions
{
    /// <summary>Gets the defaults of librosa 0.11's <c>feature.tempogram</c>: 384 frames of its onset strength, 8.9 seconds.</summary>
    /// <remarks>Differences: onset strength as in <see cref="OnsetStrengthOptions.Librosa"/>; frames of an energy below <see cref="EnergyFloor"/> are not scaled up to 1.
    /// Verified against: the definition in double precision, 1e-5.</remarks>
    public static TempogramOptions Librosa { get; } = new() { Onsets = OnsetStrengthOptions.Librosa };

    /// <summary>Gets the onset strength whose periods it shows.</summary>
    public required OnsetStrengthOptions Onsets { get; init => field = Require.NotNull(value); }

    /// <summary>Gets the length of the window, in frames, which is also the number of rows; at least 2 (librosa: <c>win_length</c>).</summary>
    /// <value>The default value is 384.</value>
    public int WindowLength { get; init => field = Require.Within(value, 2, 1 << 20, "frames"); } = 384;

    /// <summary>Gets the window, periodic.</summary>
    /// <value>The default value is <see cref="Signals.Windows.Window.Hann"/>.</value>
    public Window Window { get; init => field = Require.NotNull(value); } = Window.Hann;

    /// <summary>Gets the smallest energy of a windowed frame, the sum of its squared onset strengths, that is divided by; above 0. Below it rows are divided by the floor,
    /// so that silence is 0 and gradients stay finite.</summary>
    /// <value>The default value is 1e-10.</value>
    public double EnergyFloor { get; init => field = Require.Positive(value, "(energy)"); } = 1e-10;
}
