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

    /// <summary>Opens the log of a folder, and drops the lines of epochs that are gone through again.</summary>
    public static EpochLog Open(string folder, int keep)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        var kept = File.Exists(path) ? File.ReadLines(path).Take(keep).ToArray() : [];
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            foreach (var line in kept)
                writer.WriteLine(line);
        });
        var lines = new StreamWriter(path, append: true) { NewLine = "\n", AutoFlush = true };
        try
        {
            return new(lines, TensorBoardLog.Create(folder));
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    public void Add(EpochResult result)
    {
        _lines.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
        _board.Add("training/loss", result.Loss, result.Epoch);
        _board.Add("training/accuracy", result.Accuracy, result.Epoch);
        _board.Add("training/learning rate", result.LearningRate, result.Epoch);
        if (result.ValidationLoss is { } loss)
            _board.Add("validation/loss", loss, result.Epoch);
        if (result.ValidationAccuracy is { } accuracy)
            _board.Add("validation/accuracy", accuracy, result.Epoch);
        if (result.ValidationRocAuc is { } area)
            _board.Add("validation/ROC-AUC", area, result.Epoch);
    }

    public void Dispose()
    {
        _lines.Dispose();
        _board.Dispose();
    }
}
