using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MusicCnn.SystemTorch.Tests.Conformance;

/// <summary>
/// Prints what a type shows to its users, in the words of the TorchSharp listing: one line for the type and one for
/// each public or protected member that it declares.
/// </summary>
internal static class Signatures
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
    };

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetTypes().Where(IsVisible).SelectMany(Of);

    public static IEnumerable<string> Of(Type type)
    {
        var prefix = TypeName(type) + " :: ";
        return new[] { Header(type) }.Concat(Members(type).Select(member => prefix + member));
    }

    private static bool IsVisible(Type type) =>
        type.IsNested
            ? IsVisible(type.DeclaringType!) && (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem)
            : type.IsPublic;

    private static string Header(Type type)
    {
        var name = TypeName(type);
        if (type.IsEnum)
            return $"enum {name}";
        var kind = type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
            : type.IsAbstract && type.IsSealed ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        var ancestors = type.GetInterfaces().Select(TypeName).Order(StringComparer.Ordinal).ToList();
        if (!type.IsValueType && type.BaseType is { } parent && parent != typeof(object))
            ancestors.Insert(0, TypeName(parent));
        return ancestors.Count == 0 ? $"{kind} {name}" : $"{kind} {name} : {string.Join(", ", ancestors)}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        var constructors = type.GetConstructors(Declared).Where(c => IsShown(c) && !c.IsStatic)
            .Select(c => $"{Modifiers(c)}.ctor({Parameters(c.GetParameters())})");
        var methods = type.GetMethods(Declared).Where(m => IsShown(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)))
            .Select(Method);
        var properties = type.GetProperties(Declared).Where(p => p.GetAccessors(true).Any(IsShown)).Select(Property);
        var fields = type.GetFields(Declared).Where(f => (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) && !f.IsSpecialName)
            .Select(Field);
        return [.. constructors, .. methods, .. properties, .. fields];
    }

    private static string Method(MethodInfo method)
    {
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeName))}>" : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? " [extension]" : "";
        return $"{Modifiers(method)}{TypeName(method.ReturnType)} {method.Name}{generics}({Parameters(method.GetParameters())}){extension}";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(IsShown).ToList();
        var first = accessors.OrderBy(a => a.IsPublic ? 0 : 1).First();
        var indices = property.GetIndexParameters();
        var name = indices.Length == 0 ? property.Name : $"{property.Name}[{Parameters(indices)}]";
        var get = accessors.Any(a => a == property.GetMethod) ? "get; " : "";
        var set = accessors.Any(a => a == property.SetMethod) ? "set; " : "";
        return $"{Modifiers(first)}{TypeName(property.PropertyType)} {name} {{ {get}{set}}}";
    }

    private static string Field(FieldInfo field)
    {
        var kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        return $"{(field.IsPublic ? "public" : "protected")} {kind}{TypeName(field.FieldType)} {field.Name}";
    }

    private static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Modifiers(MethodBase method)
    {
        var access = method.IsPublic ? "public " : "protected ";
        if (method.IsStatic)
            return access + "static ";
        if (method.IsAbstract)
            return access + "abstract ";
        var overrides = method is MethodInfo own && own.GetBaseDefinition() != own;
        if (overrides)
            return access + "override ";
        return method.IsVirtual && !method.IsFinal ? access + "virtual " : access;
    }

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var direction = parameter.IsOut ? "out ref " : parameter.ParameterType.IsByRef ? "ref " : "";
        var repeated = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var value = parameter.HasDefaultValue ? " = " + Default(type, parameter.RawDefaultValue) : "";
        return $"{direction}{repeated}{TypeName(type)} {parameter.Name}{value}";
    }

    private static string Default(Type type, object? value) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string TypeName(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsArray)
            return $"{TypeName(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer)
            return TypeName(type.GetElementType()!) + "*";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return TypeName(underlying) + "?";
        // A use of a type within a generic one names the arguments of both, a definition does not.
        if (type is { IsNested: true, IsConstructedGenericType: true, DeclaringType: { IsGenericType: true } outer })
        {
            var arguments = type.GetGenericArguments();
            return $"{TypeName(outer.MakeGenericType(arguments[..outer.GetGenericArguments().Length]))}.{type.Name.Split('`')[0]}<{string.Join(", ", arguments.Select(TypeName))}>";
        }

        var name = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');
        if (type.Namespace is "System" or "System.Collections.Generic")
            name = name[(type.Namespace.Length + 1)..];
        name = string.Join('.', name.Split('.').Select(part => part.Split('`')[0]));
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>" : name;
    }
}
