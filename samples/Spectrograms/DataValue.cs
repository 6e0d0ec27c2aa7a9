using System.Reflection;

namespace MusicCnn.Samples.Spectrograms;

/// <summary>Reads and writes data records by the name of how they are made: <c>Hann</c>, <c>Kaiser(12)</c>, <c>Decibels(TopDecibels=60)</c>.</summary>
internal static class DataValue
{
    /// <summary>Returns a record from text.</summary>
    public static object Parse(Type type, string name, string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open >= 0 && !text.EndsWith(')'))
            throw SettingValue.Unfit(name, "closed by ')'", text);
        var made = open < 0 ? text : text[..open].TrimEnd();
        string[] arguments = open < 0
            ? []
            : text[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        if (Constants(type).FirstOrDefault(constant => Settings.SameName(constant.Name, made)) is { } found && arguments.Length == 0)
            return found.GetValue(null)!;
        if (Makers(type).FirstOrDefault(maker => Settings.SameName(MakerName(maker), made)) is { } by)
            return Make(by, arguments);
        throw SettingValue.Unfit(name, $"one of {Choices(type)}", text);
    }

    /// <summary>Returns a record as <see cref="Parse"/> reads it, without what is at its default.</summary>
    public static string Format(object value)
    {
        var type = value.GetType();
        foreach (var candidate in new[] { type, type.BaseType! })
        {
            if (Constants(candidate).FirstOrDefault(constant => Equals(constant.GetValue(null), value)) is { } constant)
                return constant.Name;
        }

        if (type.GetConstructors().OrderBy(constructor => constructor.GetParameters().Length).FirstOrDefault() is not { } maker || Makers(type).Concat(Makers(type.BaseType!)).All(other => other != maker))
            return value.ToString()!;
        var given = maker.GetParameters().Select(parameter => type.GetProperty(parameter.Name!, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)!);
        var plain = maker.GetParameters().Length == 0 ? maker.Invoke(null) : null;
        var changed = Settings.Of(type).Where(property => plain is not null && !Equals(property.GetValue(plain), property.GetValue(value)));
        var arguments = given.Concat(changed).Select(property => $"{property.Name}={SettingValue.Format(property.GetValue(value))}");
        return $"{type.Name}({string.Join(", ", arguments)})";
    }

    /// <summary>Returns how records of a type can be made.</summary>
    public static string Choices(Type type) => string.Join(" | ", Constants(type).Select(constant => constant.Name).Concat(Makers(type).Select(Signature)));

    /// <summary>Returns the static properties of a type that hold one of it.</summary>
    private static IEnumerable<PropertyInfo> Constants(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == type);

    /// <summary>Returns the static methods of a type that make one of it from simple values, and the constructors of it and its derived types.</summary>
    private static IEnumerable<MethodBase> Makers(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == type && !method.IsSpecialName)
            .Concat<MethodBase>(type.Assembly.GetExportedTypes()
                .Where(derived => (derived == type || derived.BaseType == type) && !derived.IsAbstract)
                .Select(derived => derived.GetConstructors().MinBy(constructor => constructor.GetParameters().Length))
                .OfType<ConstructorInfo>()
                .Where(constructor => Settings.Of(constructor.DeclaringType!).Count + constructor.GetParameters().Length > 0))
            .Where(method => method.GetParameters().All(parameter => parameter.ParameterType.IsPrimitive));

    private static string MakerName(MethodBase maker) => maker.IsConstructor ? maker.DeclaringType!.Name : maker.Name;

    private static string Signature(MethodBase maker)
    {
        var names = maker.GetParameters().Select(parameter => parameter.Name!)
            .Concat(maker.IsConstructor ? Settings.Of(maker.DeclaringType!).Select(property => $"{property.Name}=") : []);
        return $"{MakerName(maker)}({string.Join(", ", names)})";
    }

    private static object Make(MethodBase maker, string[] arguments)
    {
        var parameters = maker.GetParameters();
        object?[] values = [.. parameters.Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue : null)];
        List<string> settings = [];
        for (var i = 0; i < arguments.Length; i++)
        {
            var parts = arguments[i].Split('=', 2, StringSplitOptions.TrimEntries);
            var place = parts.Length < 2 ? i : Array.FindIndex(parameters, parameter => Settings.SameName(parameter.Name!, parts[0]));
            if (place >= 0 && place < parameters.Length)
                values[place] = SettingValue.Parse(parameters[place].ParameterType, parameters[place].Name!, parts[^1]);
            else if (parts.Length == 2 && maker.IsConstructor)
                settings.Add(arguments[i]);
            else
                throw new ArgumentException($"'{arguments[i]}' is no argument of {Signature(maker)}.");
        }

        if (Array.IndexOf(values, null) is var missing and >= 0)
            throw new ArgumentException($"{Signature(maker)} needs its argument {parameters[missing].Name}.");
        try
        {
            var made = maker is ConstructorInfo constructor ? constructor.Invoke(values) : maker.Invoke(null, values)!;
            settings.ForEach(setting => Settings.Set(made, setting));
            return made;
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException inner)
        {
            throw inner;
        }
    }
}
