// Tags music: what a released network of musicnn, or one of your own, says of any recording, every three seconds and as a whole.
// Seconds a recording on a CPU.  Usage: dotnet run -- --weights MTT_musicnn.h5 FILE... [--top 3] [--hop 1s] [--csv out.csv] [--json] [--taggram out.png] [--features out.npz]

using MusicCnn.Samples.TagAudio;
using TorchSharp;

// libtorch may begin with half of them.
torch.set_num_threads(Environment.ProcessorCount);

return await CommandLine.RunAsync(args);
