namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>What docs/tagging.md shows compiles on the public surface alone.</summary>
public class TaggingPageTests
{
    [Fact]
    public void Every_code_block_is_a_region_of_code_that_compiles() =>
        ReadmeTests.RequireRegions(Path.Combine("docs", "tagging.md"), "TaggingCode.cs");
}
