using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud.Settings;

/// <summary>
/// Makes settings of options classes: every number with a <see cref="RangeAttribute"/> is a setting under its name in camel case, and
/// every options object in them is a part. So a new number with a range can be set, and is checked, without further code.
/// </summary>
internal static class OptionsSettings
{
    /// <summary>Reads every number of <paramref name="options"/> that the section has; the others keep their values.</summary>
    public static T Read<T>(SettingsSection section, T options)
        where T : class
    {
        foreach (var (property, _) in Numbers(options))
        {
            var value = property.GetValue(options);
            property.SetValue(options, value switch
            {
                int number => (object)section.Number(NameOf(property), number),
                long number => section.LongNumber(NameOf(property), number),
                double number => section.Real(NameOf(property), number),
                _ => throw new NotSupportedException($"{property.DeclaringType}.{property.Name} has a range and is not a number."),
            });
        }

        foreach (var (property, part) in Parts(options)) section.Part(NameOf(property), inner => Read(inner, part));
        return options;
    }

    /// <summary>Adds a fault for every number that is out of its range or does not fit another one, in the options and in their parts.</summary>
    public static void Check(SettingsRules rules, object options)
    {
        var before = rules.Faults.Count;
        foreach (var (property, range) in Numbers(options))
        {
            if (property.PropertyType == typeof(double))
                rules.Within(NameOf(property), (double)property.GetValue(options)!, Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture));
            else
                rules.Within(NameOf(property), Convert.ToInt64(property.GetValue(options), CultureInfo.InvariantCulture), Convert.ToInt64(range.Minimum, CultureInfo.InvariantCulture), Convert.ToInt64(range.Maximum, CultureInfo.InvariantCulture));
        }

        // A number that is out of its range is the fault, and not that it does not fit another one.
        if (options is IValidatableObject validatable && rules.Faults.Count == before)
        {
            foreach (var fault in validatable.Validate(new ValidationContext(options)))
            {
                var member = options.GetType().GetProperty(fault.MemberNames.First())!;
                rules.Fault(NameOf(member), $"{member.GetValue(options)}", PlainText(options, fault));
            }
        }

        foreach (var (property, part) in Parts(options)) Check(rules.At(NameOf(property)), part);
    }

    /// <summary>Copies every property, for options that a container creates.</summary>
    public static void Copy<T>(T from, T to)
        where T : class
    {
        foreach (var property in typeof(T).GetProperties().Where(property => property.CanWrite)) property.SetValue(to, property.GetValue(from));
    }

    private static IEnumerable<(PropertyInfo Property, RangeAttribute Range)> Numbers(object options) => options.GetType().GetProperties()
        .Select(property => (property, property.GetCustomAttribute<RangeAttribute>()!)).Where(item => item.Item2 is not null);

    private static IEnumerable<(PropertyInfo Property, object Part)> Parts(object options) => options.GetType().GetProperties()
        .Where(property => property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal) && property.GetCustomAttribute<Microsoft.Extensions.Options.ValidateObjectMembersAttribute>() is not null)
        .Select(property => (property, property.GetValue(options)!)).Where(item => item.Item2 is not null);

    // The names of other settings in it are written as they are in the file.
    private static string PlainText(object options, ValidationResult fault) =>
        Numbers(options).Aggregate(fault.ErrorMessage ?? "", (text, number) => text.Replace(number.Property.Name, NameOf(number.Property), StringComparison.Ordinal));

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
