// Trains, tests and uses a classifier of audio files. Without data of your own it writes a set of rhythm recordings first.
// Two to three minutes on two CPU cores, no download.  Usage: dotnet run -- train | evaluate MODEL | predict MODEL FILE...

using System.CommandLine;
using MusicCnn.Samples.TrainClassifier;

var root = new RootCommand("Trains a classifier or a tagger of audio files with a first layer of mixed filter shapes or any network of the library, tests it, and uses it.")
{
    TrainCommand.Create(),
    EvaluateCommand.Create(),
    PredictCommand.Create(),
};
return await CommandLine.RunAsync(root, args, OptionWords.All);
