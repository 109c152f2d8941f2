using System.Globalization;
using System.Text.Json;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.Model.Registry.Schema;

/// <summary>
/// One kind of value: how it is written as text, and read. Every value has exactly one text, in the invariant culture, so that equal
/// values have equal bytes in the journal.
/// </summary>
public sealed class ColumnKind
{
    private const NumberStyles Signed = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
    private readonly Func<string, object?> _parse;
    private readonly Func<object, string> _format;

    private ColumnKind(string name, string fix, object empty, Func<string, object?> parse, Func<object, string> format) =>
        (Name, Fix, Empty, _parse, _format) = (name, fix, empty, parse, format);

    /// <summary>For the documentation: "whole number".</summary>
    public string Name { get; }

    /// <summary>What to write instead of a text that cannot be read.</summary>
    public string Fix { get; }

    /// <summary>Stands for a value that could not be read.</summary>
    public object Empty { get; }

    public static ColumnKind Text { get; } = new("text", "write a text", "", text => text, value => (string)value);

    public static ColumnKind Whole { get; } = new(
        "whole number", "write a whole number without unit and separators, such as 12", 0,
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        value => ((int)value).ToString(CultureInfo.InvariantCulture));

    public static ColumnKind Number { get; } = new(
        "number", "write a number with a decimal point, without unit and thousands separators, such as 1200.5", 0m,
        text => decimal.TryParse(text, Signed, CultureInfo.InvariantCulture, out var number) ? number : null,
        value => ((decimal)value).ToString("0.############################", CultureInfo.InvariantCulture));

    public static ColumnKind Truth { get; } = new(
        "yes or no", "write yes or no", false,
        text => text switch { "yes" => true, "no" => false, _ => null },
        value => (bool)value ? "yes" : "no");

    public static ColumnKind Date { get; } = new(
        "date", "write year-month-day, such as 2026-03-02", DateOnly.MinValue,
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
        value => ((DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static ColumnKind Time { get; } = new(
        "time of day", "write hours:minutes, such as 08:30", TimeOnly.MinValue,
        text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null,
        value => ((TimeOnly)value).ToString("HH:mm", CultureInfo.InvariantCulture));

    public static ColumnKind Instant { get; } = new(
        "instant", "write date and time in UTC, such as 2026-03-02T01:30:00Z", DateTimeOffset.UnixEpoch,
        text => DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd'T'HH:mm'Z'"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null,
        value => ((DateTimeOffset)value).ToUniversalTime() is var utc && utc.Millisecond == 0
            ? utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    public static ColumnKind Words { get; } = new(
        "words, separated by ;", "write words separated by semicolons", Tags.None, Tags.Parse, value => value.ToString()!);

    public static ColumnKind Shape { get; } = new(
        "outline", "write corners as x y, separated by commas, in metres", Outline.Rectangle(0, 0, 1, 1), Outline.Parse, value => value.ToString()!);

    /// <summary>The kind of a type of .NET, also of its nullable form.</summary>
    public static ColumnKind Of(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum ? Choice(plain)
            : plain == typeof(string) ? Text
            : plain == typeof(int) ? Whole
            : plain == typeof(decimal) ? Number
            : plain == typeof(bool) ? Truth
            : plain == typeof(DateOnly) ? Date
            : plain == typeof(TimeOnly) ? Time
            : plain == typeof(DateTimeOffset) ? Instant
            : plain == typeof(Tags) ? Words
            : plain == typeof(Outline) ? Shape
            : throw new NotSupportedException($"{plain} is no type of a column.");
    }

    /// <summary>The value of a text; null when the text is not of this kind.</summary>
    public object? Parse(string text) => _parse(text);

    /// <summary>The one text of a value.</summary>
    public string Format(object value) => _format(value);

    private static ColumnKind Choice(Type type)
    {
        var words = Enum.GetValues(type).Cast<object>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!), StringComparer.Ordinal);
        var texts = words.ToDictionary(word => word.Value, word => word.Key);
        return new(
            $"one of {string.Join(", ", words.Keys)}", $"write one of {string.Join(", ", words.Keys)}", words.Values.First(),
            words.GetValueOrDefault, value => texts[value]);
    }
}
