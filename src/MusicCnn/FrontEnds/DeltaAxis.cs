namespace MusicCnn.FrontEnds;

/// <summary>Specifies where an image and its slopes are put together.</summary>
public enum DeltaAxis
{
    /// <summary>As channels: <c>[N, C, F, T]</c> becomes <c>[N, (1 + orders)·C, F, T]</c>, all channels of the image first. A filter sees an image and its slopes at once.</summary>
    Channels,

    /// <summary>As rows: <c>[N, C, F, T]</c> becomes <c>[N, C, (1 + orders)·F, T]</c>, the rows of the image first.</summary>
    Rows,
}
