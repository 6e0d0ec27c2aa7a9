using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Autograd;

public class CustomFunctionTests
{
    [Fact]
    public void The_gradient_of_a_custom_function_equals_the_central_difference()
    {
        using var x = tensor(new[,] { { 0.3, 1.2 }, { -0.7, 2.0 } });

        Gradient.Check(t => Cube.apply(t), x);
        Gradient.Check(t => Cube.apply(t * 0.5).sin() + t, x);
    }

    [Fact]
    public void Several_inputs_and_outputs_take_their_own_gradients()
    {
        using var x = tensor([0.3, 1.2, -0.4]);
        using var y = tensor([2.0, 0.5, 1.0]);

        Gradient.Check(t => ProductAndQuotient.apply(t, y, 3.0)[0], x);
        Gradient.Check(t => ProductAndQuotient.apply(x, t, 3.0)[1], y);
        Gradient.Check(t => stack(ProductAndQuotient.apply(t, t + 2, 3.0)), y);
    }

    [Fact]
    public void An_output_saved_for_backward_does_not_keep_the_graph_alive()
    {
        var before = Released.Count;
        for (var i = 0; i < 10; i++)
        {
            using var scope = NewDisposeScope();
            var x = ones(4, requires_grad: true);
            Exponential.apply(x, new Released()).sum().backward();
            Assert.Equal(Math.E, x.grad![0].item<float>(), 1e-6);
        }

        for (var i = 0; i < 20 && Released.Count < before + 9; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.InRange(Released.Count, before + 9, before + 10);
    }

    [Fact]
    public void Without_gradients_the_function_just_computes()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2.0]);

        Assert.Equal(8.0, Cube.apply(x).item<double>());
        using (no_grad())
            Assert.False(Cube.apply(x.requires_grad_()).requires_grad);
    }

    [Fact]
    public void An_exception_in_backward_arrives_with_its_message()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);

        var error = Assert.Throws<ExternalException>(() => Failing.apply(x).sum().backward());

        Assert.Contains("the tape is torn", error.Message, StringComparison.Ordinal);
    }

    private sealed class Released
    {
        private static int _count;

        ~Released() => Interlocked.Increment(ref _count);

        public static int Count => Volatile.Read(ref _count);
    }

    private sealed class Cube : autograd.SingleTensorFunction<Cube>
    {
        public override string Name => nameof(Cube);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            return x.pow(3);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [grad_output * ctx.get_saved_variables()[0].square() * 3];
    }

    private sealed class ProductAndQuotient : autograd.MultiTensorFunction<ProductAndQuotient>
    {
        public override string Name => nameof(ProductAndQuotient);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (a, b) = ((Tensor)vars[0], (Tensor)vars[1]);
            ctx.save_for_backward([a, b]);
            ctx.save_data("factor", vars[2]);
            return [a * b * (double)vars[2], a / b];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var saved = ctx.get_saved_variables();
            var (a, b) = (saved[0], saved[1]);
            var product = grad_outputs[0] * (double)ctx.get_data("factor");
            return [product * b + grad_outputs[1] / b, product * a - grad_outputs[1] * a / b.square(), null!];
        }
    }

    private sealed class Exponential : autograd.SingleTensorFunction<Exponential>
    {
        public override string Name => nameof(Exponential);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var result = ((Tensor)vars[0]).exp();
            ctx.save_for_backward([result]);
            ctx.save_data("released", vars[1]);
            return result;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [grad_output * ctx.get_saved_variables()[0], null!];
    }

    private sealed class Failing : autograd.SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]) * 2;

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            throw new InvalidOperationException("the tape is torn");
    }
}
