namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Represents a claim about filter shapes with the figures that show it, or do not.</summary>
/// <param name="Text">The claim and its figures.</param>
/// <param name="Holds">Whether the figures show it.</param>
/// <param name="IsChecked">Whether --check asks for it.</param>
internal sealed record Claim(string Text, bool Holds, bool IsChecked = false)
{
    public override string ToString() => $"{(Holds ? "Shown" : "Not shown")}: {Text}";
}
