#nullable enable
using System.Globalization;
using System.Runtime.CompilerServices;
using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Modules in a chain; each intermediate result is disposed as soon as the next module has used it.</summary>
    public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly List<(string Name, torch.nn.IModule<torch.Tensor, torch.Tensor> Module)> _items = [];

        internal Sequential() : base(nameof(Sequential)) { }

        protected Sequential(params torch.nn.Module<torch.Tensor, torch.Tensor>[] modules) : this()
        {
            foreach (var module in modules)
                append(module);
        }

        protected Sequential(params (string name, torch.nn.Module<torch.Tensor, torch.Tensor> submodule)[] modules) : this()
        {
            foreach (var (name, module) in modules)
                append(name, module);
        }

        public int Count => _items.Count;

        [IndexerName("SequentialItems")]
        public torch.nn.IModule<torch.Tensor, torch.Tensor> this[int index] => _items[index].Module;

        public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
        {
            _items.Add((name, module));
            return this;
        }

        public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) =>
            append(_items.Count.ToString(CultureInfo.InvariantCulture), module);

        public override torch.Tensor forward(torch.Tensor tensor)
        {
            if (_items.Count == 0)
                return tensor.alias();

            var current = _items[0].Module.call(tensor);
            for (var i = 1; i < _items.Count; i++)
            {
                using var previous = current;
                current = _items[i].Module.call(previous);
            }
            return current;
        }

        public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
        {
            if (!recurse)
                yield break;
            var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
            foreach (var (childName, child) in named_children())
                foreach (var (name, parameter) in child.named_parameters(true))
                    if (seen.Add(parameter))
                        yield return ($"{childName}.{name}", parameter);
        }

        public override IEnumerable<(string name, torch.Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true)
        {
            if (!recurse)
                yield break;
            var seen = new HashSet<torch.Tensor>(ReferenceEqualityComparer.Instance);
            foreach (var (childName, child) in named_children())
                foreach (var (name, buffer) in child.named_buffers(true, include_persistent))
                    if (seen.Add(buffer))
                        yield return ($"{childName}.{name}", buffer);
        }

        public override IEnumerable<(string name, torch.nn.Module module)> named_children()
        {
            foreach (var (name, module) in _items)
                yield return (name, (torch.nn.Module)module);
        }

        public override IEnumerable<(string name, torch.nn.Module module)> named_modules()
        {
            foreach (var child in named_children())
                yield return child;
            foreach (var (childName, child) in named_children())
                foreach (var (name, module) in child.named_modules())
                    yield return ($"{childName}.{name}", module);
        }

        public override torch.nn.Module apply(Action<torch.nn.Module> fn)
        {
            foreach (var (_, child) in named_children())
                child.apply(fn);
            fn(this);
            return this;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential() => new();

            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) =>
                Sequential((IEnumerable<(string, Module<Tensor, Tensor>)>)modules);

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
                Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules)
            {
                var result = new Sequential();
                foreach (var (name, module) in modules)
                    result.append(name, module);
                return result;
            }

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules)
            {
                var result = new Sequential();
                foreach (var module in modules)
                    result.append(module);
                return result;
            }
        }
    }
}
