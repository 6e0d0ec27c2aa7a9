using System.Text.Json;
using MusicCnn.Weights;

namespace MusicCnn.Training.Logs;

/// <summary>Writes the results of epochs as lines of JSON and for TensorBoard.</summary>
internal sealed class EpochLog : IDisposable
{
    private const string FileName = "metrics.jsonl";

    private readonly StreamWriter _lines;
    private readonly TensorBoardLog _board;

    private EpochLog(StreamWriter lines, TensorBoardLog board) => (_lines, _board) = (lines, board);

    /// <summary>Opens the log of a folder, which then tells of the epochs done and of no others: those gone through again are dropped, and what a killed process did not write is added.</summary>
    public static EpochLog Open(string folder, IReadOnlyList<EpochResult> done)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            foreach (var result in done)
                writer.WriteLine(Line(result));
        });
        var lines = new StreamWriter(path, append: true) { NewLine = "\n", AutoFlush = true };
        try
        {
            var log = new EpochLog(lines, TensorBoardLog.Create(folder));
            // The last one may be missing in the file of the killed process; twice at one step it is the same point.
            if (done is [.., var last])
                log.Draw(last);
            return log;
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    public void Add(EpochResult result)
    {
        _lines.WriteLine(Line(result));
        Draw(result);
    }

    public void Dispose()
    {
        _lines.Dispose();
        _board.Dispose();
    }

    private static string Line(EpochResult result) => JsonSerializer.Serialize(result, JsonSerializerOptions.Web);

    private void Draw(EpochResult result)
    {
        _board.Add("training/loss", result.Loss, result.Epoch);
        _board.Add("training/accuracy", result.Accuracy, result.Epoch);
        _board.Add("training/learning rate", result.LearningRate, result.Epoch);
        if (result.ValidationLoss is { } loss)
            _board.Add("validation/loss", loss, result.Epoch);
        if (result.ValidationAccuracy is { } accuracy)
            _board.Add("validation/accuracy", accuracy, result.Epoch);
        if (result.ValidationPatchAccuracy is { } patches)
            _board.Add("validation/accuracy of patches", patches, result.Epoch);
        if (result.ValidationRocAuc is { } area)
            _board.Add("validation/ROC-AUC", area, result.Epoch);
        if (result.ValidationPrAuc is { } precision)
            _board.Add("validation/PR-AUC", precision, result.Epoch);
    }
}
