namespace MusicCnn.Models;

/// <summary>Specifies how many classes of an <see cref="AudioClassifier"/> a clip belongs to, which says what its logits mean.</summary>
public enum ClassOutput
{
    /// <summary>Exactly one, such as a dance or a key: softmax makes the logits probabilities that add up to 1.</summary>
    OneOf,

    /// <summary>Any number, such as tags: the sigmoid of each logit is the probability of its class, whatever the others are.</summary>
    AnyOf,
}
