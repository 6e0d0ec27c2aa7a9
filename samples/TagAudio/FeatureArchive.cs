using MusicCnn.Audio.Tagging;
using MusicCnn.Weights;

namespace MusicCnn.Samples.TagAudio;

/// <summary>Writes a taggram with its features for NumPy: <c>np.load("out.npz")["max_pool"]</c>.</summary>
internal static class FeatureArchive
{
    public static void Save(string path, Taggram taggram)
    {
        var (patches, tags) = (taggram.Patches.Count, taggram.Labels.Count);
        var likelihoods = new float[patches * tags];
        Buffer.BlockCopy(taggram.ToArray(), 0, likelihoods, 0, Buffer.ByteLength(likelihoods));
        double[] starts = [.. taggram.Patches.Select(patch => patch.Start.TotalSeconds)];
        NpzFile.Save(path,
        [
            KeyValuePair.Create("taggram", NpyArray.Create<float>(likelihoods, [patches, tags])),
            KeyValuePair.Create("start_s", NpyArray.Create<double>(starts)),
            .. taggram.Features,
        ]);
    }
}
