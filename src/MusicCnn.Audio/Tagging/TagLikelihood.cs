namespace MusicCnn.Audio.Tagging;

/// <summary>Represents a tag with the likelihood that it fits a song.</summary>
/// <param name="Tag">The name of the tag.</param>
/// <param name="Index">The tag's position in <see cref="Taggram.Labels"/>.</param>
/// <param name="Likelihood">The likelihood, from 0 to 1; tags do not exclude each other, so likelihoods need not sum to 1.</param>
public readonly record struct TagLikelihood(string Tag, int Index, float Likelihood);
