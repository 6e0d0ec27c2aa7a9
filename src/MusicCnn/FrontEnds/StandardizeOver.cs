namespace MusicCnn.FrontEnds;

/// <summary>Specifies what one mean and deviation are taken over.</summary>
public enum StandardizeOver
{
    /// <summary>Each bin by itself, so that soft high frequencies count as much as loud low ones.</summary>
    EachBin,

    /// <summary>The whole data set, all bins together, as in the networks of CBMI 2016: the shape of spectra stays.</summary>
    AllBins,
}
