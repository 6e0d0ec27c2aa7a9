using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class ContainerTests
{
    [Fact]
    public void A_sequence_runs_its_modules_in_order()
    {
        using var net = nn.Sequential(Scale(2), nn.ReLU(), Scale(-3));

        Expect.Close([-6, 0], net.call(tensor(new double[] { 1, -1 }, [2, 1])));
        Assert.Equal(3, net.Count);
        Assert.IsType<ReLU>(net[1]);
    }

    [Fact]
    public void An_empty_sequence_gives_its_input_back_as_a_new_object()
    {
        using var net = nn.Sequential();
        using var input = ones(2);

        using (var output = net.call(input))
            Assert.NotSame(input, output);

        Assert.Equal([1, 1], Expect.Values(input));
    }

    [Fact]
    public void A_sequence_names_its_modules_by_position_or_as_told()
    {
        using var net = nn.Sequential(new List<nn.Module<Tensor, Tensor>> { Scale(1) })
            .append("named", Scale(1)).append(Scale(1));
        using var pairs = nn.Sequential(new List<(string, nn.Module<Tensor, Tensor>)> { ("a", Scale(1)), ("b", nn.ReLU()) });

        Assert.Equal(["0.weight", "named.weight", "2.weight"], net.state_dict().Keys);
        Assert.Equal(["a", "b"], pairs.named_children().Select(entry => entry.name));
    }

    [Fact]
    public void A_module_list_is_a_list()
    {
        var (a, b, c) = (Scale(1), Scale(2), Scale(3));
        using var list = nn.ModuleList(a);

        list.Add(b);
        list.append(c);
        list.extend([a]);
        list.RemoveAt(3);
        list.Insert(0, c);
        Assert.True(list.Remove(c));
        list[0] = b;

        Assert.Equal([b, b, c], list);
        Assert.Equal(2, list.IndexOf(c));
        Assert.Contains(b, list);
        Assert.DoesNotContain(a, list);
        list.Clear();
        Assert.Empty(list);
    }

    [Fact]
    public void A_module_dictionary_keeps_its_order()
    {
        using var dictionary = nn.ModuleDict(("b", Scale(1)), ("a", Scale(2)));

        dictionary.Add("c", Scale(3));
        dictionary["b"] = Scale(4);

        Assert.Equal(["b", "a", "c"], dictionary.Keys);
        Assert.Equal(["b", "a", "c"], dictionary.Select(((string Key, Linear Module) entry) => entry.Key));
        Assert.Equal(4, dictionary["b"].weight.item<double>());
        Assert.True(dictionary.ContainsKey("a"));
        Assert.True(dictionary.Remove("a"));
        Assert.False(dictionary.TryGetValue("a", out _));
        Assert.Equal(2, dictionary.Count);
        Assert.Throws<ArgumentException>(() => dictionary.Add("c", Scale(1)));
    }

    [Fact]
    public void A_parameter_list_names_its_parameters_by_position()
    {
        using var list = nn.ParameterList(nn.Parameter(ones(1)));
        list.append(nn.Parameter(zeros(2)));
        list.extend([nn.Parameter(zeros(3))]);

        Assert.Equal(["0", "1", "2"], list.named_parameters().Select(entry => entry.name));
        Assert.Equal(list.ToList(), list.parameters());
        Assert.True(list.has_parameter("2"));
        Assert.False(list.has_parameter("3"));
        Assert.Same(list[1], list.get_parameter("1"));
    }

    private static Linear Scale(double factor) => nn.Linear(nn.Parameter(tensor(new[,] { { factor } })));
}
