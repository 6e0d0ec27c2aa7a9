using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Weights;

namespace MusicCnn.Audio.Tagging;

/// <summary>Represents a network with its front-end and the names of its outputs, checked to belong together.</summary>
internal sealed record TaggerModel(AudioClassifier Classifier, IReadOnlyList<string> Labels)
{
    /// <summary>Loads a file of weights or a model file, told apart by content.</summary>
    /// <exception cref="FileNotFoundException">There is no such file; the message says where the released ones are.</exception>
    /// <exception cref="InvalidDataException">The file is broken, or what it holds does not fit; the message lists what differs.</exception>
    public static TaggerModel Load(string path, MusicTaggerOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no weight file '{path}'. {ReleasedNetwork.Whereabouts}", path);
        if (!ModelFile.IsModelFile(path))
            return Keras(path, options);

        var classifier = ModelFile.Load(path, options.Catalog);
        try
        {
            return Of(classifier, options.Labels);
        }
        catch (ArgumentException e)
        {
            classifier.Dispose();
            throw new InvalidDataException($"Cannot load '{path}'. {e.Message}", e);
        }
    }

    /// <summary>Returns a classifier as a tagger's model.</summary>
    /// <exception cref="ArgumentException">Its weights are released ones, but its front-end or its output is not theirs; or there are more or fewer labels than outputs.</exception>
    public static TaggerModel Of(AudioClassifier classifier, IReadOnlyList<string>? labels)
    {
        if (ReleasedNetwork.Of(classifier.Network) is { } released && ReleasedNetwork.Differences(classifier) is { Length: > 0 } differences)
            throw new ArgumentException($"The weights are those of {released.Name}, but not with what it was trained in: {differences}.");
        if (labels is not null && labels.Count != classifier.Labels.Count)
            throw new ArgumentException(WrongLabels(classifier.Labels.Count, labels));
        return new TaggerModel(classifier, labels ?? classifier.Labels);
    }

    private static TaggerModel Keras(string path, MusicTaggerOptions options)
    {
        var network = KerasWeights.Open(path, options.PooledOrder);
        try
        {
            var labels = options.Labels ?? ReleasedNetwork.Of(network)?.Labels ?? throw new InvalidDataException(
                $"Cannot load '{path}'. Its weights are of {network}, but none of the released ones, so the names of its outputs are not known. Set Labels.");
            var outputs = network is VggModel vgg ? vgg.Options.Classes : ((MusicnnModel)network).Options.Classes;
            if (labels.Count != outputs)
                throw new InvalidDataException($"Cannot load '{path}'. {WrongLabels(outputs, labels)}");
            var settings = new AudioClassifierOptions { Labels = labels, PatchFrames = ReleasedNetwork.PatchFrames, Output = ClassOutput.AnyOf };
            var classifier = new AudioClassifier(new MelSpectrogram(ReleasedNetwork.FrontEnd(options.RoundToHalf)), network, settings);
            classifier.eval();
            return new TaggerModel(classifier, classifier.Labels);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static string WrongLabels(int outputs, IReadOnlyList<string> labels) =>
        $"The network has {outputs} outputs, but there {(labels.Count == 1 ? "is 1 label" : $"are {labels.Count} labels")}.";
}
