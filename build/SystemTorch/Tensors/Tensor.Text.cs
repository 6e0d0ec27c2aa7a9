namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public override string ToString() =>
            IsInvalid ? "<invalid>" : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";
    }
}
