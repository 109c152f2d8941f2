using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OpcSpaces.Alarms.Settings;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Storage.Series;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Cloud.Tests.Settings;

/// <summary>A number with a range in an options class.</summary>
public sealed record RangedNumber(Type Class, string Name, long Least, long Most)
{
    public override string ToString() => $"{Class.Name}.{Name}";
}

/// <summary>Finds the options classes of the cloud and of what it references, and validates them as a host does.</summary>
internal static class OptionsClasses
{
    /// <summary>Every class whose name ends in Options.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        .. Assemblies(typeof(CloudOptions).Assembly).SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.IsClass && !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Where(type => type is { IsAbstract: false } || !type.IsSealed)
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>Every number with a range in one of them.</summary>
    public static IReadOnlyList<RangedNumber> Numbers { get; } =
    [
        .. from type in All
           from property in type.GetProperties()
           let range = property.GetCustomAttribute<RangeAttribute>()
           where range is not null
           select new RangedNumber(type, property.Name, ToLong(range.Minimum), ToLong(range.Maximum)),
    ];

    /// <summary>The settings of a settings file that lead to a number with a range, as <c>influx.retry.firstDelayMs</c>.</summary>
    public static IReadOnlyList<(string Path, RangedNumber Number)> Reached { get; } = [.. Reach(typeof(CloudOptions), "")];

    /// <summary>The generated or written validators of a class.</summary>
    public static IReadOnlyList<object> Validators(Type type) =>
    [
        .. type.Assembly.GetTypes().Where(other => !other.IsAbstract && other.IsAssignableTo(typeof(IValidateOptions<>).MakeGenericType(type)))
            .Select(other => Activator.CreateInstance(other)!),
    ];

    /// <summary>What the validators say about an instance that is fine but for one number, whatever the other number of a pair is.</summary>
    public static IReadOnlyList<string> Faults(RangedNumber number, long value)
    {
        var options = Activator.CreateInstance(number.Class)!;
        WidenPairs(options);
        foreach (var required in number.Class.GetProperties().Where(property => property.IsDefined(typeof(RequiredAttribute)) && property.PropertyType == typeof(string)))
            required.SetValue(options, Path.GetTempPath());
        number.Class.GetProperty("HostId")?.SetValue(options, "host");
        number.Class.GetProperty("Url")?.SetValue(options, "http://127.0.0.1:8086");
        if (options is CloudOptions { DataDirectory: var directory } cloud)
        {
            cloud.DataDirectory = directory;
            cloud.Complete();
        }

        var property = number.Class.GetProperty(number.Name)!;
        property.SetValue(options, Convert.ChangeType(value, property.PropertyType, System.Globalization.CultureInfo.InvariantCulture));
        return FaultsOf(options);
    }

    /// <summary>What the validators of its class say about an instance.</summary>
    public static IReadOnlyList<string> FaultsOf(object options)
    {
        var faults = new List<string>();
        foreach (var validator in Validators(options.GetType()))
        {
            var result = (ValidateOptionsResult)validator.GetType().GetMethod(nameof(IValidateOptions<>.Validate))!.Invoke(validator, [null, options])!;
            faults.AddRange(result.Failures ?? []);
        }

        return faults;
    }

    /// <summary>Gives each first pause, and what else must not be above another number, its least value, and the other its greatest, so that only ranges can be broken.</summary>
    public static void WidenPairs(object options)
    {
        foreach (var (name, value) in Widest(options.GetType())) options.GetType().GetProperty(name)!.SetValue(options, (int)value);
    }

    /// <summary>The first and longest pauses of a class, and other such pairs, with these values.</summary>
    public static IEnumerable<(string Name, long Value)> Widest(Type options)
    {
        foreach (var number in Numbers.Where(number => number.Class == options))
        {
            if (number.Name.StartsWith("First", StringComparison.Ordinal) || number.Name == nameof(AlarmOptions.CoveragePercent)) yield return (number.Name, number.Least);
            if (number.Name.StartsWith("Longest", StringComparison.Ordinal) || number.Name is nameof(RetryOptions.MaxDelayMs) or nameof(AlarmOptions.CoverageClearPercent)) yield return (number.Name, number.Most);
        }
    }

    private static IEnumerable<(string Path, RangedNumber Number)> Reach(Type type, string prefix) => Numbers.Where(number => number.Class == type)
        .Select(number => (prefix + Camel(number.Name), number))
        .Concat(type.GetProperties().Where(property => property.IsDefined(typeof(ValidateObjectMembersAttribute)))
            .SelectMany(property => Reach(property.PropertyType, $"{prefix}{Camel(property.Name)}.")));

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static long ToLong(object limit) => Convert.ToInt64(limit, System.Globalization.CultureInfo.InvariantCulture);

    private static List<Assembly> Assemblies(Assembly root)
    {
        var found = new Dictionary<string, Assembly>();
        var waiting = new Queue<Assembly>([root, typeof(HostSession).Assembly]);
        while (waiting.TryDequeue(out var assembly))
        {
            if (!found.TryAdd(assembly.FullName!, assembly)) continue;
            foreach (var name in assembly.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("OpcSpaces.", StringComparison.Ordinal))) waiting.Enqueue(Assembly.Load(name));
        }

        return [.. found.Values];
    }
}
