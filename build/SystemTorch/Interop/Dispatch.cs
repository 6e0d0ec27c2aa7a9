using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Interop;

/// <summary>
/// Calls any operator of libtorch by its schema name, "name" or "name.overload" (without "aten::").
/// Arguments stand in the schema's order; omitted trailing ones take the schema's defaults, as does
/// <see cref="Argument.Default"/> in the middle; null is None. An int fits where the schema says float, and one int
/// where it says int[k]. An operator is one line:
/// <code>
/// public Tensor exp() => Dispatch.Call("exp", this);
/// public Tensor exp_() => Dispatch.CallInPlace("exp_", this);
/// public Tensor sum(long dim, bool keepdim = false) => Dispatch.Call("sum.dim_IntList", this, dim, keepdim);
/// public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Dispatch.Call2("max.dim", this, dim, keepdim);
/// </code>
/// The schemas stand in PyTorch's native_functions.yaml. Failures throw <see cref="ExternalException"/>.
/// </summary>
internal static unsafe class Dispatch
{
    private const int MaxResults = 16;
    private const int StackWords = 128;

    private static readonly ConcurrentDictionary<string, IntPtr> Operators = new();

    /// <summary>Calls an operator with one tensor result (null if undefined), which joins the current dispose scope.</summary>
    internal static torch.Tensor Call(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[MaxResults];
        Invoke(name, arguments, results);
        return TakeTensor(results);
    }

    /// <summary>Calls an operator with two tensor results.</summary>
    internal static (torch.Tensor, torch.Tensor) Call2(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[MaxResults];
        Invoke(name, arguments, results);
        return (TakeTensor(results), TakeTensor(results + 1));
    }

    /// <summary>Calls an operator with three tensor results.</summary>
    internal static (torch.Tensor, torch.Tensor, torch.Tensor) Call3(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[MaxResults];
        Invoke(name, arguments, results);
        return (TakeTensor(results), TakeTensor(results + 1), TakeTensor(results + 2));
    }

    /// <summary>Calls an operator with one list of tensors as its result.</summary>
    internal static torch.Tensor[] CallList(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[MaxResults];
        Invoke(name, arguments, results);
        return TakeTensors(results);
    }

    /// <summary>Calls an in-place operator and returns the very same managed object <paramref name="self"/>.</summary>
    internal static torch.Tensor CallInPlace(string name, torch.Tensor self, params ReadOnlySpan<Argument> arguments)
    {
        Span<Argument> all = [self, default, default, default, default, default, default, default];
        arguments.CopyTo(all[1..]);
        CallVoid(name, all[..(arguments.Length + 1)]);
        return self;
    }

    /// <summary>Calls an operator for its effect and drops its results.</summary>
    internal static void CallVoid(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[MaxResults];
        var count = Invoke(name, arguments, results);
        for (var i = 0; i < count; i++)
            Drop(results + i);
    }

    /// <summary>Calls an operator with a bool result.</summary>
    internal static bool CallBool(string name, params ReadOnlySpan<Argument> arguments) => CallInt(name, arguments) != 0;

    /// <summary>Calls an operator with an integer result.</summary>
    internal static long CallInt(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[MaxResults];
        Invoke(name, arguments, results);
        return results[0].First;
    }

    private static torch.Tensor TakeTensor(NativeValue* value) =>
        value->First == 0 ? null : new torch.Tensor((IntPtr)value->First);

    private static torch.Tensor[] TakeTensors(NativeValue* value)
    {
        var handles = (IntPtr*)value->First;
        var tensors = new torch.Tensor[value->Count];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = handles[i] == IntPtr.Zero ? null : new torch.Tensor(handles[i]);
        NativeMethods.Free(handles);
        return tensors;
    }

    private static void Drop(NativeValue* value)
    {
        if (value->Kind == ValueKind.Tensor && value->First != 0)
            NativeMethods.FreeTensor((IntPtr)value->First);
        else if (value->Kind == ValueKind.TensorList)
            foreach (var tensor in TakeTensors(value))
                tensor?.Dispose();
        else if (value->Kind is ValueKind.IntList or ValueKind.String)
            NativeMethods.Free((void*)value->First);
    }

    private static int Invoke(string name, ReadOnlySpan<Argument> arguments, NativeValue* results)
    {
        if (!Operators.TryGetValue(name, out var op))
            Operators[name] = op = Find(name);

        var words = 0;
        foreach (ref readonly var argument in arguments)
            words += Words(argument);

        var buffer = words <= StackWords ? stackalloc long[words] : new long[words];
        var values = stackalloc NativeValue[arguments.Length];
        int count;
        fixed (long* start = buffer)
        {
            var free = start;
            for (var i = 0; i < arguments.Length; i++)
                Write(arguments[i], values + i, ref free);
            NativeMethods.Check(NativeMethods.Call(op, values, arguments.Length, results, MaxResults, &count));
        }
        foreach (ref readonly var argument in arguments)
            GC.KeepAlive(argument.Object);
        return count;
    }

    private static IntPtr Find(string name)
    {
        var dot = name.IndexOf('.');
        var baseName = dot < 0 ? name : name[..dot];
        if (!baseName.Contains("::", StringComparison.Ordinal))
            baseName = "aten::" + baseName;
        NativeMethods.Check(NativeMethods.FindOperator(baseName, dot < 0 ? "" : name[(dot + 1)..], out var op));
        return op;
    }

    private static int Words(in Argument argument) => argument.Object switch
    {
        null => 0,
        Array array => array.Length,
        string text => Encoding.UTF8.GetByteCount(text) / sizeof(long) + 1,
        _ => 0,
    };

    private static void Write(in Argument argument, NativeValue* value, ref long* free)
    {
        value->Kind = argument.Kind;
        value->Count = 0;
        value->First = argument.First;
        value->Second = argument.Second;
        if (argument.Object is null or torch.Tensor or torch.Generator)
            return;

        value->First = (long)free;
        switch (argument.Object)
        {
            case long[] list:
                value->Count = list.Length;
                list.CopyTo(new Span<long>(free, list.Length));
                break;
            case double[] list:
                value->Count = list.Length;
                list.CopyTo(new Span<double>(free, list.Length));
                break;
            case bool[] list:
                value->Count = list.Length;
                for (var i = 0; i < list.Length; i++)
                    free[i] = list[i] ? 1 : 0;
                break;
            case torch.Tensor[] list:
                value->Count = list.Length;
                for (var i = 0; i < list.Length; i++)
                    free[i] = list[i]?.Handle ?? IntPtr.Zero;
                break;
            case string text:
                value->Count = Encoding.UTF8.GetBytes(text, new Span<byte>(free, Words(argument) * sizeof(long)));
                break;
        }
        free += Words(argument);
    }
}
