namespace TorchSharp;

public static partial class torch
{
    public static DisposeScope CurrentDisposeScope => DisposeScopeManager.OfThread.CurrentDisposeScope;

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.OfThread.NewDisposeScope();
}
