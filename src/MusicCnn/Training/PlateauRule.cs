namespace MusicCnn.Training;

/// <summary>Specifies how epochs without a lower loss are counted, and when the count lowers the learning rate.</summary>
public enum PlateauRule
{
    /// <summary>Epochs in a row. A lower loss begins the count anew; the epoch that exceeds <see cref="PlateauOptions.Patience"/> lowers the rate and begins it anew, too.</summary>
    InARow,

    /// <summary>Epochs whose loss is above the lowest, in a row or not. An epoch that is not above it lowers the rate if there were more than <see cref="PlateauOptions.Patience"/>,
    /// and only then begins the count anew: the rate falls when the loss has recovered. As the codes of CBMI 2016, ICASSP 2017 and EUSIPCO 2017 (tags) have it.</summary>
    OnRecovery,

    /// <summary>Epochs without a lower loss, in a row or not: a lower loss does not begin the count anew. Where it has reached <see cref="PlateauOptions.Patience"/>, the
    /// next epoch lowers the rate, whatever its loss. As the training code of musicnn has it.</summary>
    InAll,
}
