namespace MusicCnn.SystemTorch.Tests.Modules;

/// <summary>Tests that share the process: its random generator, its count of tensors, its memory, its time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = "modules alone";
}
