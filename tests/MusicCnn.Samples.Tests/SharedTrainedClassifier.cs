namespace MusicCnn.Samples.Tests;

/// <summary>Shares one trained classifier between the tests that use it.</summary>
[CollectionDefinition(Name)]
public sealed class SharedTrainedClassifier : ICollectionFixture<TrainedClassifier>
{
    public const string Name = "trained classifier";
}
