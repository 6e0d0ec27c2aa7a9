using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using MusicCnn.Layers;

namespace MusicCnn.Tests.Models;

/// <summary>Holds the settings of every published network, and the filter sets, to refusing sizes, counts and scales below what makes sense.</summary>
public partial class NetworkSettingsTests
{
    public static TheoryData<string> Cases => NetworkCatalog.Names;

    public static TheoryData<string, string> SetParameters
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var parameter in SetMethods.SelectMany(method => method.GetParameters()).Where(parameter => parameter.ParameterType == typeof(int) || parameter.ParameterType == typeof(double)))
                data.Add(parameter.Member.Name, parameter.Name!);
            return data;
        }
    }

    private static IEnumerable<MethodInfo> SetMethods => typeof(FilterSets).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => !method.IsSpecialName);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_setting_below_zero_is_refused_with_its_name_and_value(string name)
    {
        using var network = NetworkCatalog.Find(name).Build();
        var settings = NetworkSettings.Of(network);
        var numbers = settings.GetType().GetProperties().Where(property => property.CanWrite
            && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is var type && (type == typeof(int) || type == typeof(double)));
        foreach (var property in numbers)
        {
            var below = Convert.ChangeType(-1, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, CultureInfo.InvariantCulture);

            var error = Assert.Throws<ArgumentOutOfRangeException>(() => NetworkSettings.With(settings, property.Name, below));

            Assert.Contains(property.Name, error.Message, StringComparison.Ordinal);
            Assert.Contains("but was -1", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_filters_classes_bins_or_units_are_refused(string name)
    {
        using var network = NetworkCatalog.Find(name).Build();
        var settings = NetworkSettings.Of(network);
        var counts = settings.GetType().GetProperties().Where(property => property.CanWrite && property.PropertyType == typeof(int) && Count().IsMatch(property.Name)).ToArray();
        Assert.Contains(counts, property => property.Name == "Classes");
        foreach (var property in counts)
            Assert.Throws<ArgumentOutOfRangeException>(() => NetworkSettings.With(settings, property.Name, 0));
    }

    [Theory]
    [MemberData(nameof(SetParameters))]
    public void A_filter_set_refuses_sizes_counts_and_scales_of_zero_and_below(string set, string parameter)
    {
        var method = SetMethods.Single(one => one.Name == set);
        foreach (var below in new[] { 0, -1, int.MinValue })
        {
            var arguments = method.GetParameters().Select(one => one.Name == parameter ? Convert.ChangeType(below, one.ParameterType, CultureInfo.InvariantCulture) : one.HasDefaultValue ? one.DefaultValue : 96).ToArray();

            var error = Assert.Throws<ArgumentOutOfRangeException>(() => NetworkSettings.Unwrapped(() => method.Invoke(null, arguments)!));

            Assert.Contains(parameter, error.Message, StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"but was {below}", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void Filters_are_not_multiplied_by_less_than_one(int scale)
    {
        var set = FilterSets.Onsets();

        Assert.Contains($"but was {scale}", Assert.Throws<ArgumentOutOfRangeException>(() => set.Times(scale)).Message, StringComparison.Ordinal);
        Assert.Contains($"but was {scale}", Assert.Throws<ArgumentOutOfRangeException>(() => FilterShape.Temporal(3).Times(scale)).Message, StringComparison.Ordinal);
        Assert.Contains($"but was {scale}", Assert.Throws<ArgumentOutOfRangeException>(() => FilterSets.SmallSquares(3, scale)).Message, StringComparison.Ordinal);
        Assert.Contains($"but was {scale}", Assert.Throws<ArgumentOutOfRangeException>(() => set[0] with { FrameStride = scale }).Message, StringComparison.Ordinal);
        Assert.Contains($"but was {scale}", Assert.Throws<ArgumentOutOfRangeException>(() => set[0] with { BinDilation = scale }).Message, StringComparison.Ordinal);
    }

    [GeneratedRegex("(Filters|Scale|Classes|Bins|Units|Harmonics|Heads)$")]
    private static partial Regex Count();
}
