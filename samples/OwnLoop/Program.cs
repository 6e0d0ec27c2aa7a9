// A plain TorchSharp training loop over a front-end, a first layer of mixed shapes and a head of one's own.
// Two-note chords against single notes of the same pitches; seconds on two cores. Usage: dotnet run [-- --quick]

using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

if (args is not ([] or ["--quick"]))
{
    Console.Error.WriteLine("Usage: dotnet run [-- --quick]");
    return 2;
}

random.manual_seed(0);
using var model = new ChordDetector();
using var optimizer = optim.Adam(model.parameters(), lr: 3e-3);
for (int step = 1, steps = args.Length > 0 ? 5 : 60; step <= steps; step++)
{
    using var scope = NewDisposeScope();
    var (waveforms, labels) = Notes(count: 32);
    optimizer.zero_grad();
    var logits = model.call(waveforms);
    var loss = nn.functional.cross_entropy(logits, labels);
    loss.backward();
    optimizer.step();
    if (step % 5 == 0)
        Console.WriteLine(FormattableString.Invariant($"step {step,2}   loss {loss.item<float>():0.000}   accuracy {(logits.argmax(1) == labels).to(float32).mean().item<float>():0.00}"));
}

return 0;

// Half a second of one note (class 0) or of a note and its fifth (class 1), at random pitches.
static (Tensor Waveforms, Tensor Labels) Notes(int count)
{
    var time = arange(8_000, float32) / 16_000 * (2 * Math.PI);
    var pitch = rand(count, 1).add(1).mul(220);
    var labels = randint(0, 2, [count], dtype: int64);
    var fifth = labels.to(float32).unsqueeze(1) * (time * pitch * 1.5).sin();
    return (0.3 * ((time * pitch).sin() + fifth) + 0.01 * randn(count, 8_000), labels);
}

internal sealed class ChordDetector : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "mel")] private readonly MelSpectrogram _mel = new(MelSpectrogramOptions.Musicnn);
    [ComponentName(Name = "shapes")] private readonly MixedShapeConv _shapes = new(1, FilterShape.Frequency(24).Times(16), FilterShape.Rectangular(12, 5).Times(8));
    [ComponentName(Name = "head")] private readonly Linear _head = nn.Linear(24, 2);

    public ChordDetector() : base(nameof(ChordDetector)) => RegisterComponents();

    public override Tensor forward(Tensor waveform)      // [N, S] -> [N, 2]
    {
        using var scope = NewDisposeScope();
        return _head.call(_shapes.call(_mel.call(waveform)).mean([2])).MoveToOuterDisposeScope();
    }
}
