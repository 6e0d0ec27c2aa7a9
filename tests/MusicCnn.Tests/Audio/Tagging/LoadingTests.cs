using MusicCnn.Audio.Tagging;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Tests.Weights;
using MusicCnn.Weights;

namespace MusicCnn.Tests.Audio.Tagging;

/// <summary>A tagger is loaded with weights, labels and front-end that belong together, or not at all.</summary>
public sealed class LoadingTests : IDisposable
{
    private static readonly MusicnnOptions Sizes = TaggerExample.Musicnn with { TemporalFrames = 128 };

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, (long[] Shape, float[] Values)> _weights = KerasExample.Musicnn(Sizes, seed: 3);

    private string Path => _folder.File("weights");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_refused_with_where_the_released_ones_are()
    {
        var message = Assert.Throws<FileNotFoundException>(() => MusicTagger.Load(_folder.File("MTT_musicnn.h5"))).Message;

        foreach (var part in new[] { "There is no weight file '", "github.com/Quint-e/musicnn_keras", "MSD_vgg.h5", "license" })
            Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_none_of_the_released_ones_need_labels()
    {
        KerasExample.Write(Path, _weights);

        Assert.EndsWith("but none of the released ones, so the names of its outputs are not known. Set Labels.", Refused());
        Assert.EndsWith("The network has 4 outputs, but there are 2 labels.", Refused(new() { Labels = ["a", "b"] }));
        using var tagger = MusicTagger.Load(Path, new() { Labels = TaggerExample.Labels });
        Assert.Equal(TaggerExample.Labels, tagger.Labels);
        Assert.Equal(16_000, tagger.SampleRate);
    }

    [Fact]
    public void Keras_files_and_model_files_are_told_apart_by_content()
    {
        KerasExample.WriteHdf5(Path, _weights);
        using var fromKeras = MusicTagger.Load(Path, new() { Labels = TaggerExample.Labels });
        ModelFile.Save(_folder.File("own.h5"), fromKeras.Classifier);

        using var own = MusicTagger.Load(_folder.File("own.h5"));

        var clip = TaggerExample.Clip(50_000);
        Assert.Equal(TaggerExample.Labels, own.Labels);
        TaggerExample.AssertEqual(fromKeras.Tag(clip), own.Tag(clip));
    }

    [Fact]
    public void Weights_that_are_missing_too_many_or_no_numbers_are_refused_with_their_names()
    {
        var bias = _weights["dense_1/bias"].Values;
        bias[2] = float.NaN;
        KerasExample.Write(Path, _weights);
        Assert.Contains("not finite numbers. Weights: dense_1/bias.", Refused());

        bias[2] = 0;
        _weights.Remove("bn_dense/beta");
        _weights["surplus/bias"] = ([1], [1]);
        KerasExample.Write(Path, _weights);
        Assert.EndsWith(" Missing: bn_dense/beta Float32 [5]. Unknown: surplus/bias Float32 [1].", Refused());

        File.WriteAllText(Path, "no weights at all");
        Assert.Contains(Path, Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Model_files_may_be_given_other_labels_of_the_same_number()
    {
        using var classifier = TaggerExample.Classifier(new MusicnnModel(TaggerExample.Musicnn));
        classifier.eval();
        ModelFile.Save(Path, classifier);

        using var tagger = MusicTagger.Load(Path, new() { Labels = ["Walzer", "Tango", "Samba", "Polka"] });

        Assert.Equal("Walzer", tagger.Tag(TaggerExample.Clip(50_000)).Labels[0]);
        Assert.EndsWith("The network has 4 outputs, but there is 1 label.", Refused(new() { Labels = ["one"] }));
    }

    [Fact]
    public void Rounding_to_half_precision_is_a_choice()
    {
        KerasExample.Write(Path, _weights);
        using var original = MusicTagger.Load(Path, new() { Labels = TaggerExample.Labels });
        using var exact = MusicTagger.Load(Path, new() { Labels = TaggerExample.Labels, RoundToHalf = false });
        var clip = TaggerExample.Clip(50_000);

        var (with, without) = (original.Tag(clip), exact.Tag(clip));

        Assert.True(((MelSpectrogram)original.Classifier.FrontEnd).Options.RoundToHalf);
        Assert.NotEqual(with.Likelihoods, without.Likelihoods);
        TaggerExample.AssertEqual(with, without, tolerance: 1e-2);
    }

    [Fact]
    public void What_stands_around_a_network_is_compared_setting_by_setting()
    {
        var mel = MelSpectrogramOptions.Musicnn with { Normalization = MelNormalization.None, Compression = Compression.None };
        using var classifier = TaggerExample.Classifier(new MusicnnModel(TaggerExample.Musicnn), mel: mel);
        using var right = TaggerExample.Classifier(new MusicnnModel(TaggerExample.Musicnn));

        var differences = ReleasedNetwork.Differences(classifier);

        Assert.Contains("normalization is \"none\" instead of \"area\"", differences, StringComparison.Ordinal);
        Assert.Contains("compression is ", differences, StringComparison.Ordinal);
        Assert.Single(differences.Split("; "), part => part.StartsWith("norm", StringComparison.Ordinal));
        Assert.Equal(2, differences.Split("; ").Length);
        Assert.Empty(ReleasedNetwork.Differences(right));
    }

    [Fact]
    public void Labels_of_both_data_sets_are_fifty_and_all_different()
    {
        foreach (var labels in new[] { TagLabels.MagnaTagATune, TagLabels.MillionSongDataset })
            Assert.Equal(50, labels.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(["guitar", "choral"], [TagLabels.MagnaTagATune[0], TagLabels.MagnaTagATune[^1]]);
        Assert.Equal(["rock", "happy"], [TagLabels.MillionSongDataset[0], TagLabels.MillionSongDataset[^1]]);
    }

    private string Refused(MusicTaggerOptions? options = null) => Assert.Throws<InvalidDataException>(() => MusicTagger.Load(Path, options)).Message;
}
