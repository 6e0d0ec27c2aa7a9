using MusicCnn.Audio;
using MusicCnn.Audio.Tagging;
using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Training;
using MusicCnn.Weights;
using TorchSharp;

namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>The code blocks of README.md, each a region of its own; <see cref="ReadmeTests"/> holds the two together.</summary>
internal static class ReadmeCode
{
    public static void Shapes()
    {
        #region shapes
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        using var layer = new MixedShapeConv(1,
            FilterShape.Temporal(mel.FramesIn(TimeSpan.FromSeconds(1))).Times(32),   // one second of rhythm
            FilterShape.Frequency(mel.BinsBetween(200, 2_000)).Times(64),            // the range of a voice
            FilterShape.Rectangular(bins: 38, frames: 7).Times(128));                // how a note begins
        using var waveform = torch.rand(4, 3 * mel.SampleRate);                      // four examples of three seconds
        using var image = mel.call(waveform);
        using var features = layer.call(image);
        Console.WriteLine(mel);
        Console.WriteLine(layer);
        Console.WriteLine($"[{string.Join(", ", waveform.shape)}] -> [{string.Join(", ", image.shape)}] -> [{string.Join(", ", features.shape)}]");
        #endregion
    }

    public static void OwnFilters()
    {
        #region filters
        using var axes = new ConstantQ(ConstantQOptions.Librosa);
        var filters = FilterSets.FromMusic(axes,
            MusicalShape.Onset(TimeSpan.FromMilliseconds(50)).Times(16),
            MusicalShape.Pattern(beats: 4, beatsPerMinute: 120).Times(8),
            MusicalShape.Chord(octaves: 2).Times(32),
            MusicalShape.Timbre(200, 2_000).Lasting(TimeSpan.FromMilliseconds(100)).Times(16));
        Console.WriteLine(filters);                                                          // 16 of 1×2, 8 of 1×86, 32 of 24×1, 16 of 40×4
        using var own = new MixedShapeConv(1, filters.And(FilterSets.TimbreTagging(axes.Bins)));   // and EUSIPCO 2017's, for as many bins
        #endregion
    }

    public static void Files()
    {
        #region files
        var songs = AudioFolder.Open("songs");                              // one sub-folder a class
        var split = ClipSplit.ByClip(songs, testFraction: 0.2, seed: 1);    // by file, never by a part of one

        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        using var network = new MixedShapeClassifier(new()
        {
            Bins = mel.Bins,
            Classes = songs.Labels.Count,
            FirstLayer = new() { Groups = [FilterShape.Temporal(60).Times(16), FilterShape.Frequency(38).Times(16)] },
        });
        using var model = new AudioClassifier(mel, network, new() { Labels = songs.Labels, PatchFrames = mel.FramesIn(TimeSpan.FromSeconds(2)) });

        new Trainer(new() { Epochs = 20 }).Fit(model, songs, split);
        Console.WriteLine(Evaluator.Evaluate(model, songs, split.Test).Songs);
        ModelFile.Save("model.safetensors", model);

        using var loaded = ModelFile.Load("model.safetensors");
        Console.WriteLine(loaded.Predict(AudioFile.Load("unheard.wav")));
        #endregion
    }

    public static async Task Tags()
    {
        #region tags
        using var tagger = MusicTagger.Load("MTT_musicnn.h5");          // the authors' weights, or a model file of one's own
        Console.WriteLine(tagger.Tag("song.mp3"));                       // techno 0.59, electronic 0.54, synth 0.42 (9 patches)

        await foreach (var file in tagger.TagAllAsync(Directory.EnumerateFiles("songs")))
            Console.WriteLine($"{file.Path}: {(file.Succeeded ? file.Taggram.Top(1)[0].Tag : file.Error.Message)}");
        #endregion
    }

    public static void Pieces(IEnumerable<float[]> microphone, Action<torch.Tensor> show)
    {
        #region pieces
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        using var stream = mel.OpenStream();
        foreach (var samples in microphone)              // as many as there happen to be
        {
            using var frames = stream.Push(samples);     // [1, 96, T], T ≥ 0: every frame that is now certain
            show(frames);
        }

        using var last = stream.Flush();                 // the frames that reach past the end
        show(last);
        #endregion
    }
}
