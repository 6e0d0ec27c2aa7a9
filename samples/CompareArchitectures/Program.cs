// Trains many networks on tasks whose answer is known, and prints one table: what each costs, how well it hears, and which claims about filter shapes hold.
// The full table takes under an hour on two CPU cores, --quick three to four minutes; no download.  Usage: dotnet run -- [--quick] [--folder FOLDER] [--out plot.png]

using MusicCnn.Samples.CompareArchitectures;
using MusicCnn.Samples.TrainClassifier;
using TorchSharp;

// Several processes of one thread each wait less than one process of several threads, whose convolutions are small; and one thread gives the same bits on any machine of its kind.
torch.set_num_threads(1);
return await CommandLine.RunAsync(CompareCommand.Create(), args, [("set SkipUnreadable to leave such files out", "take such files out of the folder")]);
