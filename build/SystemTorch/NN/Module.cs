#nullable enable
using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A tree of modules that own parameters and buffers. Here: life, registration and modes.</summary>
        public partial class Module : IDisposable
        {
            private const BindingFlags AllFields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

            protected OrderedDict<string, Module> _internal_submodules = new();
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();
            protected OrderedDict<string, Parameter> _internal_params = new();
            protected DeviceType _deviceType = DeviceType.CPU;
            protected int _deviceIndex = -1;
            protected string? name;

            private bool _isTraining = true;
            private bool _areComponentsRegistered;
            private bool _isDisposed;

            protected Module(string name)
            {
                this.name = name;
            }

            public virtual bool training => _isTraining;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _isDisposed)
                    return;
                _isDisposed = true;
                foreach (var (_, buffer) in named_buffers(false))
                    buffer.DetachFromDisposeScope().Dispose();
                foreach (var (_, parameter) in named_parameters(false))
                    parameter.DetachFromDisposeScope().Dispose();
                foreach (var (_, module) in named_modules())
                    module.Dispose();
            }

            public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;

            public virtual void train(bool train = true)
            {
                _isTraining = train;
                foreach (var (_, child) in named_children())
                    child.train(train);
            }

            public virtual void eval() => train(false);

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in _internal_submodules)
                    child.apply(fn);
                fn(this);
                return this;
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var (_, parameter) in named_parameters())
                {
                    using var grad = parameter.grad;
                    if (grad is null)
                        continue;
                    if (set_to_none)
                        parameter.grad = null;
                    else
                        grad.fill_(0);
                }
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                if (_internal_buffers.ContainsKey(name))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                _internal_buffers.Add(name, (tensor, persistent));
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                if (_internal_params.ContainsKey(name))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                _internal_params.Add(name, param);
            }

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null || submodule._isDisposed)
                {
                    _internal_submodules.Remove(name);
                    return;
                }
                if (name.Contains('.'))
                    throw new ArgumentException($"module name can't contain \".\", got: {name}");
                if (string.IsNullOrEmpty(name))
                    throw new ArgumentException("module name can't be empty string \"\"");
                if (_internal_submodules.ContainsKey(name))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                    _internal_params.Remove(name);
                else
                    _internal_params[name] = value;
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                    _internal_buffers.Remove(name);
                else
                    _internal_buffers[name] = (value, persistent);
            }

            /// <summary>Registers what the fields hold: modules, parameters, and plain tensors as persistent buffers.</summary>
            protected virtual void RegisterComponents()
            {
                if (_areComponentsRegistered)
                    return;
                foreach (var field in FieldsOf(GetType()))
                {
                    var key = field.ComponentName();
                    if (_internal_submodules.ContainsKey(key) || _internal_params.ContainsKey(key) || _internal_buffers.ContainsKey(key))
                        continue;
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(key, module);
                            break;
                        case Parameter parameter:
                            register_parameter(key, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(key, tensor);
                            break;
                    }
                }
                _areComponentsRegistered = true;
            }

            /// <summary>Puts a new parameter behind a property, in place of the old one, which is disposed.</summary>
            internal void ReplaceOwned(ref Parameter? field, string name, Parameter? value)
            {
                if (ReferenceEquals(field, value) && value is not null)
                    return;
                field?.Dispose();
                field = (Parameter?)value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(name, field);
            }

            /// <summary>Puts a new buffer behind a property, in place of the old one, which is disposed.</summary>
            internal void ReplaceOwned(ref Tensor? field, string name, Tensor? value)
            {
                if (ReferenceEquals(field, value) && value is not null)
                    return;
                field?.Dispose();
                field = value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(name, field);
            }

            // From the most derived type up, because reflection does not show a base type's private fields.
            private static IEnumerable<FieldInfo> FieldsOf(Type type)
            {
                var seen = new HashSet<string>();
                for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
                    foreach (var field in current.GetFields(AllFields).Where(field => seen.Add(field.Name)))
                        yield return field;
            }
        }
    }
}

public static class FieldInfoExtensionMethods
{
    public static string ComponentName(this FieldInfo field) =>
        field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
}
