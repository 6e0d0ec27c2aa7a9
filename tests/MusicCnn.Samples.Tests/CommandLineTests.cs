namespace MusicCnn.Samples.Tests;

/// <summary>Holds what all samples share of their command lines: errors of one line, and files of settings.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly SmallRecordings _recordings = new();

    [Fact]
    public void A_flac_whose_end_is_cut_off_is_one_line_with_its_name_from_whatever_thread_reads_it()
    {
        _recordings.TwoClasses();
        File.WriteAllBytes(Path.Combine(_recordings.Data, "low", "cut.flac"), File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "two-tones.flac")).AsSpan(0, 2_500));

        SampleRun.Of("CompareArchitectures", "--data", _recordings.Data, "--architectures", "time", "--folds", "1", "--epochs", "1", "--jobs", "1").Refuses("cut.flac");
    }

    [Theory]
    [InlineData("""{"architectures": ["time", "wavelet"]}""", "wavelet")]
    [InlineData("""{"tasks": []}""", "--tasks")]
    [InlineData("""{"tasks": ["rhythm", ["timbre"]]}""", "--tasks")]
    [InlineData("""{"tasks": ["rhythm", true]}""", "--tasks")]
    [InlineData("""{"epochs": [3, 4]}""", "--epochs")]
    public void Lists_in_a_file_of_settings_are_refused_by_what_is_wrong_in_them(string settings, string problem) =>
        SampleRun.Of("CompareArchitectures", "--config", Settings(settings)).Refuses(problem);

    [Fact]
    public void A_list_in_a_file_of_settings_gives_an_option_several_values() =>
        SampleRun.Of("CompareArchitectures", "--list", "--config", Settings("""{"tasks": ["rhythm", "timbre"], "architectures": ["time"], "seeds": 2}""")).Prints("rhythm");

    public void Dispose() => _recordings.Dispose();

    private string Settings(string text)
    {
        Directory.CreateDirectory(_recordings.Data);
        File.WriteAllText(_recordings.File("settings.json"), text);
        return _recordings.File("settings.json");
    }
}
