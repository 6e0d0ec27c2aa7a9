namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Lists what there is to compare.</summary>
internal static class Listing
{
    public static void Write()
    {
        Console.WriteLine("tasks");
        foreach (var task in Tasks.Synthetic(clips: 120))
            Console.WriteLine($"  {task.Name,-16}{task.Summary}");
        Console.WriteLine("networks");
        foreach (var group in Systems.All.GroupBy(system => system.Architecture))
            Console.WriteLine($"  {group.Key,-16}{group.First().Family.ToString().ToLowerInvariant(),-12}{string.Join(", ", group.Select(system => FormattableString.Invariant($"{system.FrontEnd}, patches of {system.Frames} frames{(system.IsOnlyForPitch ? " (chords)" : "")}")))}");
    }
}
