namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>What docs/synthetic-sets.md shows compiles, and runs on the public surface alone.</summary>
public class SyntheticSetsPageTests
{
    [Fact]
    public void Every_code_block_is_a_region_of_code_that_compiles() =>
        ReadmeTests.RequireRegions(Path.Combine("docs", "synthetic-sets.md"), "SyntheticSetsCode.cs");

    [Fact]
    public void A_clip_is_as_long_as_asked() => Assert.Equal(2.5, SyntheticSetsCode.Timbres().Duration.TotalSeconds, 3);

    [Fact]
    public void Three_of_four_keys_are_tested_in() => Assert.Equal(6 * 36, SyntheticSetsCode.Chords());
}
