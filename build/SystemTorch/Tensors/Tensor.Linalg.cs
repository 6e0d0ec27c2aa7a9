using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Dispatch.Call("matmul", this, target);

        public Tensor mm(Tensor target) => Dispatch.Call("mm", this, target);

        public Tensor mv(Tensor target) => Dispatch.Call("mv", this, target);

        public Tensor bmm(Tensor batch2) => Dispatch.Call("bmm", this, batch2);

        public Tensor dot(Tensor target) => Dispatch.Call("dot", this, target);

        public Tensor vdot(Tensor target) => Dispatch.Call("vdot", this, target);

        public Tensor inner(Tensor vec2) => Dispatch.Call("inner", this, vec2);

        public Tensor outer(Tensor vec2) => Dispatch.Call("outer", this, vec2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Dispatch.Call("addmm", this, mat1, mat2, beta, alpha);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Dispatch.Call("baddbmm", this, batch1, batch2, beta, alpha);

        public Tensor trace() => Dispatch.Call("trace", this);

        public Tensor det() => Dispatch.Call("det", this);

        public Tensor inverse() => Dispatch.Call("inverse", this);

        public Tensor kron(Tensor other) => Dispatch.Call("kron", this, other);

        public Tensor dist(Tensor other, float p = 2) => Dispatch.Call("dist", this, other, p);

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Dispatch.Call("tensordot", this, b, dims1, dims2);
    }
}
