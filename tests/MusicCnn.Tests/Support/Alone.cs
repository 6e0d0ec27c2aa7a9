namespace MusicCnn.Tests.Support;

/// <summary>Names the collection of tests that run with no other beside them, because they depend on the one random sequence of the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
