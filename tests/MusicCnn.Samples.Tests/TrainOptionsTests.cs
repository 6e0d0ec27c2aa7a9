namespace MusicCnn.Samples.Tests;

/// <summary>Holds the entry point to refusing what contradicts itself before it reads anything: the folder of data does not exist in any of these.</summary>
public class TrainOptionsTests
{
    [Theory]
    [InlineData("--task tags", "--table")]
    [InlineData("--table tags.csv", "--task tags")]
    [InlineData("--tags 5", "--task tags")]
    [InlineData("--task tags --table tags.csv --balanced", "--balanced")]
    [InlineData("--task tags --table tags.csv --vote majority", "--vote majority")]
    [InlineData("--patience 3", "--validation 0.1")]
    [InlineData("--momentum 0.9", "--optimizer sgd")]
    [InlineData("--protocol eusipco2017-instruments --optimizer adam --momentum 0.9", "--momentum is for sgd")]
    [InlineData("--sampling sequential --patches-per-song 8", "--patches-per-song is for --sampling random")]
    [InlineData("--protocol icassp2017 --patches-per-song 8", "--patches-per-song is for --sampling random")]
    [InlineData("--plateau-factor 0.1", "--schedule plateau")]
    [InlineData("--warm-up 2", "between 0 and 1")]
    [InlineData("--step-factor 0.1", "--schedule steps")]
    [InlineData("--best-by songaccuracy", "--validation 0.1")]
    [InlineData("--best-by rocauc --validation 0.1", "--best-by rocauc is for tags", "songaccuracy")]
    [InlineData("--task tags --table tags.csv --best-by patchaccuracy --validation 0.1", "--best-by patchaccuracy is for classes", "rocauc")]
    [InlineData("--protocol wavelet", "cbmi2016")]
    [InlineData("--protocol musicnn", "--protocol musicnn needs recordings to validate with")]
    [InlineData("--protocol cbmi2016 --task tags --table tags.csv", "eusipco2017-tagging")]
    [InlineData("--protocol cbmi2016-leaking-validation --validation 0.1", "Leave --validation out")]
    [InlineData("--protocol cbmi2016-leaking-validation --sampling random", "--protocol cbmi2016-leaking-validation holds back patches", "Leave --sampling out")]
    [InlineData("--protocol cbmi2016-leaking-validation --best-by songaccuracy", "--best-by songaccuracy needs whole recordings")]
    [InlineData("--feature-cache-size 3", "--feature-cache")]
    [InlineData("--baseline musicnn --no-baseline", "contradict")]
    [InlineData("--baseline mixed", "--baseline is mixed itself")]
    [InlineData("--patch 3min", "3min")]
    [InlineData("--device tpu", "cpu, cuda")]
    [InlineData("--architecture wavelet", "onet-pnet")]
    [InlineData("--architecture random-musical", "CompareArchitectures")]
    [InlineData("--architecture musicnn --scale 2", "Leave --scale out")]
    [InlineData("--architecture pnet --patch 1s", "at least 216 frames where they have 40 bins, but they have 40 × 43. Take longer patches (--patch).")]
    [InlineData("--architecture crnn --frontend cbmi2016", "at least 96 bins, but they have 40 × 1366. Take a front-end of more bins (--frontend).")]
    [InlineData("--architecture at-scale-waveform --frontend mel", "Take --frontend waveform.")]
    [InlineData("--architecture onet --frontend hcqt", "6", "harmonic-cnn")]
    [InlineData("--frontend published", "mixed is a set of filters of this sample")]
    [InlineData("--frontend waveform", "at-scale-waveform")]
    [InlineData("--architecture at-scale-waveform --specaugment", "the front-end has 1")]
    public void Contradictions_are_told_before_anything_is_read(string arguments, params string[] texts) =>
        SampleRun.Of("TrainClassifier", ["train", "--data", "/nowhere", .. arguments.Split(' ')]).Refuses(texts);

    [Fact]
    public void A_protocol_s_momentum_goes_with_its_optimizer_where_another_is_given() =>
        SampleRun.Of("TrainClassifier", "train", "--data", "/nowhere", "--protocol", "eusipco2017-instruments", "--optimizer", "adam").Refuses("'/nowhere'");

    [Fact]
    public void Help_tells_the_default_of_every_option()
    {
        foreach (var command in new[] { "train", "evaluate", "predict" })
        {
            var run = SampleRun.Of("TrainClassifier", command, "--help");
            var options = run.Output.Split("\n  --").Skip(1).Where(option => !option.StartsWith("help", StringComparison.Ordinal)).ToArray();

            Assert.NotEmpty(options);
            Assert.All(options, option => Assert.Contains("[default: ", option.Split("\n  -?")[0], StringComparison.Ordinal));
        }
    }
}
