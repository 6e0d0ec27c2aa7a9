using MusicCnn.Internal;

namespace MusicCnn.Insight;

/// <summary>Represents the settings that all pictures have in common.</summary>
public abstract record PictureOptions
{
    /// <summary>The sides between which labels have room and memory suffices, in pixels.</summary>
    private const int LeastWidth = 200;
    private const int LeastHeight = 120;
    private const int GreatestSide = 8_192;
    private const double GreatestScale = 4;

    private protected PictureOptions(int height) => Height = height;

    /// <summary>Gets the width of the whole picture, in pixels.</summary>
    /// <value>The default value is 900; at least 200, at most 8192.</value>
    public int Width { get; init => field = Require.Within(value, LeastWidth, GreatestSide, "pixels"); } = 900;

    /// <summary>Gets the height of the whole picture, in pixels.</summary>
    /// <value>The default value is 400 for a heat map and a scatter plot, and 300 for a line plot; at least 120, at most 8192.</value>
    public int Height { get; init => field = Require.Within(value, LeastHeight, GreatestSide, "pixels"); }

    /// <summary>Gets the number of pixels of the file for each pixel of <see cref="Width"/> and <see cref="Height"/>, in both directions.</summary>
    /// <value>The default value is 1; 2 suits print and high-resolution screens. At least 1, at most 4.</value>
    public double Scale { get; init => field = Require.Within(value, 1, GreatestScale, "(a factor)"); } = 1;

    /// <summary>Gets the title above the picture.</summary>
    /// <value>The default value is <see langword="null"/>, no title.</value>
    public string? Title { get; init; }
}
