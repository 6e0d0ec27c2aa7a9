namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>Names the collection of tests that run with no other beside them, because they read the one console of the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleOutput
{
    public const string Name = "Console output";
}
