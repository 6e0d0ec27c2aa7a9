#nullable enable
using System.Collections;
using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>A list of parameters that a module registers as "0", "1", ...</summary>
    public class ParameterList : torch.nn.Module, IList<Parameter>
    {
        private readonly List<Parameter> _items;
        private bool _isRegistered;

        public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList))
        {
            _items = [.. parameters];
        }

        public int Count => _items.Count;

        public bool IsReadOnly => false;

        public Parameter this[int index]
        {
            get => _items[index];
            set => _items[index] = value;
        }

        public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
            _items.Select((parameter, i) => ($"{i}", parameter));

        public override Parameter? get_parameter(string target) =>
            int.TryParse(target, out var i) && i >= 0 && i < _items.Count ? _items[i] : null;

        public override bool has_parameter(string target) => get_parameter(target) is not null;

        public void Add(Parameter item) => _items.Add(item);

        public void append(params Parameter[] parameters) => _items.AddRange(parameters);

        public void extend(IEnumerable<Parameter> parameters) => _items.AddRange(parameters);

        public void Insert(int index, Parameter item) => _items.Insert(index, item);

        public bool Remove(Parameter item) => _items.Remove(item);

        public void RemoveAt(int index) => _items.RemoveAt(index);

        public void Clear() => _items.Clear();

        public bool Contains(Parameter item) => _items.Contains(item);

        public int IndexOf(Parameter item) => _items.IndexOf(item);

        public void CopyTo(Parameter[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

        public IEnumerator<Parameter> GetEnumerator() => _items.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        protected override void RegisterComponents()
        {
            if (_isRegistered)
                return;
            for (var i = 0; i < _items.Count; i++)
                register_parameter($"{i}", _items[i]);
            _isRegistered = true;
        }

        protected override void _toEpilog(torch.ScalarType? dtype, torch.Device? device, bool non_blocking)
        {
            for (var i = 0; i < _items.Count; i++)
            {
                if (!ReplaceParameter(dtype, device, _items[i], out var converted))
                    continue;
                _items[i].Dispose();
                _items[i] = converted!;
            }
            if (device is not null)
            {
                _deviceType = device.type;
                _deviceIndex = device.index;
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static ParameterList ParameterList(params Parameter[] parameters) => new(parameters);
        }
    }
}
