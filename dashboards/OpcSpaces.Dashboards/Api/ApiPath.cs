using System.Globalization;

namespace OpcSpaces.Dashboards.Api;

/// <summary>Builds paths of the API, in which every value is escaped.</summary>
public static class ApiPath
{
    /// <summary>A path of parts, such as <c>Of("communities", community, "usage")</c>.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var escaped = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++) escaped[i] = Uri.EscapeDataString(parts[i]);
        return string.Join('/', escaped);
    }

    /// <summary>The path with a query; values that are null are left out.</summary>
    /// <param name="path">As <see cref="Of"/> has made it.</param>
    /// <param name="parameters">Texts, numbers, dates, times, and enumerations as the API writes them.</param>
    public static string With(this string path, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var written = new List<string>(parameters.Length);
        foreach (var (name, value) in parameters)
        {
            if (value is not null) written.Add($"{name}={Uri.EscapeDataString(TextOf(value))}");
        }

        return written.Count == 0 ? path : $"{path}?{string.Join('&', written)}";
    }

    private static string TextOf(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        Enum word => char.ToLowerInvariant($"{word}"[0]) + $"{word}"[1..],
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
