namespace MusicCnn.Training;

/// <summary>Provides the training protocols of papers, as their published codes have them.</summary>
/// <remarks>
/// <para>Some things are not followed in any. Folds are stratified here and come from the seed and the names of the songs; the originals shuffle all songs once and cut. Images are standardized by the songs
/// trained on; CBMI and ICASSP use the mean and deviation of the whole data set, test songs included. All validation patches count; the originals leave out a rest smaller than a batch. The deviation over folds is that of a sample
/// (÷ (n − 1), <see cref="MeanAndDeviation"/>); CBMI and ICASSP print NumPy's (÷ n), 0.949 of it with ten folds. An even vote goes to the class of the higher mean probability; there to the one that Python's <c>Counter</c> lists first.
/// The epoch that ends a training by <see cref="PlateauOptions.StopAfter"/> may be the best and kept; CBMI, ICASSP and the tags of EUSIPCO leave the loop before it is saved.</para>
/// <para>Not compared with the papers' results, for which their data would be needed.</para>
/// </remarks>
public static class TrainingProtocols
{
    /// <summary>Gets the protocol of CBMI 2016 with validation by song: ten folds, a ninth of the songs outside the test fold to choose the epoch of the highest accuracy of patches by.</summary>
    /// <remarks>SGD without momentum, rate 0.01 halved when the loss has recovered from more than 20 epochs above its lowest, end after more than 40; batches of ten, the rest of an epoch left out; patches side by side;
    /// majority vote. Differs from the original in the validation, which leaks there: <see cref="Cbmi2016WithLeakingValidation"/>.</remarks>
    public static TrainingProtocol Cbmi2016 { get; } = new()
    {
        Name = "cbmi2016",
        Source = "Pons, Lidy, Serra, \"Experimenting with musically motivated convolutional neural networks\", CBMI 2016 (published code), with validation by song",
        ValidationShare = 1 / 9.0,
        Training = new()
        {
            Epochs = 2_000,
            BatchSize = 10,
            DropLast = true,
            Optimizer = OptimizerKind.Sgd,
            LearningRate = 0.01,
            WeightDecay = 0,
            Schedule = LearningRateSchedule.Plateau,
            Plateau = new() { Rule = PlateauRule.OnRecovery, Patience = 20, StopAfter = 40 },
            Sampling = PatchSampling.Sequential,
            BestBy = ValidationFigure.PatchAccuracy,
        },
    };

    /// <summary>Gets the protocol of CBMI 2016 as published: a ninth of the shuffled patches of the training songs is validated with.</summary>
    /// <remarks>Patches of one song are on both sides. A network that knows songs by heart is right on patches of them that it was not trained on, so the validation accuracy says little of
    /// other songs, and the epoch chosen by it is one that knows much by heart. The test fold has other songs and is not flattered. Differs from the original, which loses one patch between both parts.</remarks>
    public static TrainingProtocol Cbmi2016WithLeakingValidation { get; } = Cbmi2016 with
    {
        Name = "cbmi2016-leaking-validation",
        Source = "Pons, Lidy, Serra, \"Experimenting with musically motivated convolutional neural networks\", CBMI 2016 (published code)",
        ValidationShare = 0,
        Training = Cbmi2016.Training with { LeakingValidation = 1 / 9.0 },
    };

    /// <summary>Gets the protocol of ICASSP 2017: that of <see cref="Cbmi2016"/> with batches of 50, at most 250 epochs and the seed 11; a tenth of all songs is validated with.</summary>
    /// <remarks>Patches of 250 frames side by side; the code knows a hop of 80 as well (<see cref="TrainerOptions.PatchHop"/>). Differs from the original, whose count of patches loses the last whole one of a song.</remarks>
    public static TrainingProtocol Icassp2017 { get; } = Cbmi2016 with
    {
        Name = "icassp2017",
        Source = "Pons, Serra, \"Designing efficient architectures for modeling temporal features with convolutional neural networks\", ICASSP 2017 (published code)",
        Training = Cbmi2016.Training with { Epochs = 250, BatchSize = 50, Seed = 11 },
    };

    /// <summary>Gets the protocol of the tags of EUSIPCO 2017: MagnaTagATune by folders, the epoch of the lowest validation loss, means of likelihoods.</summary>
    /// <remarks>SGD without momentum, rate 0.1 halved when the training loss has recovered from more than 3 epochs above its lowest, end after more than 10; batches of ten, the rest left out; 1e-5·Σw² on kernels, which is
    /// a <see cref="TrainerOptions.KernelPenalty"/> of 2e-5. Differs from the original, which watches the loss with the penalty in it, whose mean area under ROC curves leaves out the last tag, and which
    /// passes over songs shorter than a patch: here they are repeated until they fill one.</remarks>
    public static TrainingProtocol Eusipco2017Tagging { get; } = new()
    {
        Name = "eusipco2017-tagging",
        Source = "Pons, Slizovskaia, Gong, Gomez, Serra, \"Timbre analysis of music audio signals with convolutional neural networks\", EUSIPCO 2017 (published code, tags)",
        Division = ProtocolDivision.MagnaTagATune,
        Vote = VoteRule.MeanProbability,
        Training = new()
        {
            Epochs = 200,
            BatchSize = 10,
            DropLast = true,
            Optimizer = OptimizerKind.Sgd,
            LearningRate = 0.1,
            WeightDecay = 0,
            KernelPenalty = 2e-5,
            Schedule = LearningRateSchedule.Plateau,
            Plateau = new() { Rule = PlateauRule.OnRecovery, Patience = 3, StopAfter = 10 },
            Sampling = PatchSampling.Sequential,
            BestBy = ValidationFigure.Loss,
        },
    };

    /// <summary>Gets the protocol of the instruments of EUSIPCO 2017 (IRMAS): the division is the data set's, with 15 % of the training songs to validate with, which the caller holds back.</summary>
    /// <remarks>SGD with Nesterov's momentum 0.9, rate 0.001 halved every 5 epochs, batches of 16, the rest left out, end with the 21st epoch in a row without a lower validation loss (the patience of 20 of Keras 1, which compared
    /// before it counted), best epoch kept; 1e-5·Σw² on kernels, which is a <see cref="TrainerOptions.KernelPenalty"/> of 2e-5. Differs from the original, which tests songs of several instruments by thresholds on means or on normalized sums; here a song has the class
    /// of the highest mean.</remarks>
    public static TrainingProtocol Eusipco2017Instruments { get; } = new()
    {
        Name = "eusipco2017-instruments",
        Source = "Pons, Slizovskaia, Gong, Gomez, Serra, \"Timbre analysis of music audio signals with convolutional neural networks\", EUSIPCO 2017 (published code, instruments)",
        Division = ProtocolDivision.Given,
        ValidationShare = 0.15,
        Vote = VoteRule.MeanProbability,
        Training = new()
        {
            Epochs = 400,
            BatchSize = 16,
            DropLast = true,
            Optimizer = OptimizerKind.Sgd,
            Momentum = 0.9,
            Nesterov = true,
            LearningRate = 0.001,
            WeightDecay = 0,
            KernelPenalty = 2e-5,
            Schedule = LearningRateSchedule.Steps,
            Steps = new() { EveryEpochs = 5, Factor = 0.5 },
            Sampling = PatchSampling.Sequential,
            BestBy = ValidationFigure.Loss,
            // Keras 1's EarlyStopping(patience=20) lets 20 epochs without a lower loss pass and stops at the next; later versions of Keras stop at the 20th.
            Patience = 21,
        },
    };

    /// <summary>Gets the protocol of musicnn: MagnaTagATune by folders, one random patch of each song in an epoch, the epoch of the lowest validation loss, means of likelihoods.</summary>
    /// <remarks>Adam, rate 0.001 halved after 75 epochs without a lower validation loss, counted as there (<see cref="PlateauRule.InAll"/>); batches of 32; 600 epochs; 1e-5/2·Σw² on kernels. (For the
    /// Million Song Dataset the original goes on for up to 6,000.) Differs from the original, whose losses hold the penalty, and whose first epoch only validates the initial weights; there a song shorter than a patch is an error.</remarks>
    public static TrainingProtocol Musicnn { get; } = new()
    {
        Name = "musicnn",
        Source = "Pons, Serra, \"musicnn: pre-trained convolutional neural networks for music audio tagging\", 2019 (musicnn-training, published code)",
        Division = ProtocolDivision.MagnaTagATune,
        Vote = VoteRule.MeanProbability,
        Training = new()
        {
            Epochs = 600,
            BatchSize = 32,
            Optimizer = OptimizerKind.Adam,
            LearningRate = 0.001,
            WeightDecay = 0,
            KernelPenalty = 1e-5,
            Schedule = LearningRateSchedule.Plateau,
            Plateau = new() { Rule = PlateauRule.InAll, Patience = 75, WatchesValidation = true },
            Sampling = PatchSampling.Random,
            PatchesPerClip = 1,
            BestBy = ValidationFigure.Loss,
        },
    };

    /// <summary>Gets all of them, oldest first.</summary>
    public static IReadOnlyList<TrainingProtocol> All { get; } =
        [Cbmi2016, Cbmi2016WithLeakingValidation, Icassp2017, Eusipco2017Tagging, Eusipco2017Instruments, Musicnn];

    /// <summary>Returns the protocol of a name.</summary>
    /// <param name="name">The name, in letters of any case.</param>
    /// <returns>The protocol.</returns>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those that there are.</exception>
    public static TrainingProtocol Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(protocol => protocol.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no protocol '{name}', but {string.Join(", ", All.Select(protocol => protocol.Name))}.", nameof(name));
    }
}
