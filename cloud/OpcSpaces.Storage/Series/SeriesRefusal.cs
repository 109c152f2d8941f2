using System.Buffers;
using OpcSpaces.Points;

namespace OpcSpaces.Storage.Series;

/// <summary>
/// What no store accepts, decided in one place so that every store holds the same. The limits are InfluxDB's (line protocol reference): no
/// NaN and no infinity, no integer above 2^63 - 1, no string above 64 KiB or over several lines, no time at the very ends of 64
/// bits, no empty name, and no name in which a backslash would stand before a character that is escaped.
/// </summary>
internal static class SeriesRefusal
{
    public const string Reason = "refused-by-store";

    /// <summary>For readings that are older than what the store keeps.</summary>
    public const string TooOldReason = "beyond-retention";

    private const int MaxTextChars = 16_000; // at most 64 KB of UTF-8
    private const int MaxNameChars = 1_000;
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\0");

    /// <summary>Why the point is refused; null when it is not.</summary>
    public static string? Find(in SeriesPoint point)
    {
        var fault = FindInValue(point.Value);
        return fault is null && point.TimeNs is long.MaxValue or <= long.MinValue + 1 ? "its time is out of range" : fault;
    }

    /// <summary>Why no point of this series can be stored; null when they can.</summary>
    public static string? FindInKey(SeriesKey key)
    {
        if (key.Measurement.Length == 0 || key.Field.Length == 0 || key.Community.Length == 0 || key.Point.Length == 0)
            return "a name of its series is empty";
        foreach (var name in (string[])[key.Measurement, key.Community, key.Zone, key.Point, key.Field])
        {
            if (name.Length > MaxNameChars)
                return $"a name of its series is longer than {MaxNameChars} characters";
            if (name.Any(char.IsControl))
                return "a name of its series has a control character";
            if (HasLooseBackslash(name))
                return "a name of its series has a backslash at its end or before a comma, an equals sign or a space";
        }
        return null;
    }

    private static bool HasLooseBackslash(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\' && (i + 1 == name.Length || name[i + 1] is ',' or '=' or ' ' or '\\'))
                return true;
        }
        return false;
    }

    private static string? FindInValue(in PointValue value) => value.Kind switch
    {
        PointValueKind.Single when !float.IsFinite(value.AsSingle) => "its value is not a finite number",
        PointValueKind.Double when !double.IsFinite(value.AsDouble) => "its value is not a finite number",
        PointValueKind.Unsigned when value.AsUnsigned > long.MaxValue => "its value is above 2^63 - 1",
        PointValueKind.Text when value.AsText.Length > MaxTextChars => $"its text is longer than {MaxTextChars} characters",
        PointValueKind.Text when value.AsText.AsSpan().ContainsAny(LineEnds) => "its text has more than one line",
        _ => null,
    };
}
