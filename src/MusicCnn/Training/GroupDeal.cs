namespace MusicCnn.Training;

/// <summary>Deals groups of clips to folds so that each class, and then the whole, stays even.</summary>
internal sealed class GroupDeal(int classes, int folds)
{
    private readonly int[,] _ofClass = new int[classes, folds];
    private readonly int[] _sizes = new int[folds];
    private readonly List<ClipGroup>[] _hands = [.. Enumerable.Range(0, folds).Select(_ => new List<ClipGroup>())];

    public IReadOnlyList<IReadOnlyList<ClipGroup>> Hands => _hands;

    /// <summary>Gives a group to the fold with the fewest clips of its class, of these the smallest, of these the first.</summary>
    public void Deal(ClipGroup group)
    {
        var fold = Enumerable.Range(0, folds).MinBy(fold => (_ofClass[group.Label, fold], _sizes[fold], fold));
        _hands[fold].Add(group);
        _ofClass[group.Label, fold] += group.Clips.Count;
        _sizes[fold] += group.Clips.Count;
    }
}
