using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Dispatch.Call("matmul", this, target);

        public Tensor mm(Tensor target) => Dispatch.Call("mm", this, target);

        public Tensor bmm(Tensor batch2) => Dispatch.Call("bmm", this, batch2);

        public Tensor dot(Tensor target) => Dispatch.Call("dot", this, target);

        public Tensor inner(Tensor vec2) => Dispatch.Call("inner", this, vec2);

        public Tensor outer(Tensor vec2) => Dispatch.Call("outer", this, vec2);

        public Tensor trace() => Dispatch.Call("trace", this);

        public Tensor inverse() => Dispatch.Call("inverse", this);
    }
}
