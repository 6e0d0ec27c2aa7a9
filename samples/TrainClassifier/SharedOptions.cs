using System.CommandLine;
using MusicCnn.Models;
using MusicCnn.Training;
using TorchSharp;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The options that more than one command has, beside those of the recordings.</summary>
internal static class SharedOptions
{
    public const string Majority = "majority";
    public const string Mean = "mean";

    public static Option<int> Seed { get; } = CommandOption.Of("--seed", 0, "The seed of the division into training and test, where MagnaTagATune's folders do not divide, of the initial weights and of the training.");

    public static Option<string> Vote { get; } = CommandOption.Of("--vote", Majority, "How the patches of a song agree on its class: each has a vote, or the mean of their probabilities counts. Likelihoods of tags are always means.")
        .AcceptOnlyFromAmong(Majority, Mean);

    public static Option<int> Threads { get; } = CommandOption.Of("--threads", Environment.ProcessorCount, "The number of processor cores to compute on. The same number gives the same bits.").AtLeast(1);

    public static Option<string> Device { get; } = CommandOption.Of("--device", "cpu", "Where networks are computed: cpu, cuda, or cuda:1 for the second card.");

    public static VoteRule Rule(ParseResult parsed) => parsed.GetValue(Vote) == Mean ? VoteRule.MeanProbability : VoteRule.Majority;

    /// <summary>Refuses a vote where likelihoods are means.</summary>
    public static void CheckVote(ParseResult parsed, ClassOutput output)
    {
        if (output == ClassOutput.AnyOf && parsed.IsGiven(Vote) && parsed.GetValue(Vote) == Majority)
            throw new ArgumentException("--vote majority decides between classes, but these recordings have tags, whose likelihoods are means. Leave it out.");
    }

    /// <summary>Sets the number of threads; libtorch may begin with half of the cores.</summary>
    public static void UseThreads(ParseResult parsed) => torch.set_num_threads(parsed.GetValue(Threads));
}
