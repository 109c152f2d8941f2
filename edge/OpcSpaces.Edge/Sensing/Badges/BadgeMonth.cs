using System.Globalization;

namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>A month, counted from year 0; as text <c>2026-11</c>.</summary>
internal readonly record struct BadgeMonth(int Index) : IComparable<BadgeMonth>
{
    private const string Form = "yyyy-MM";

    public BadgeMonth Next => new(Index + 1);

    public static BadgeMonth Of(DateTimeOffset at, TimeZoneInfo zone) => From(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    public static BadgeMonth? Parse(ReadOnlySpan<char> text) =>
        DateTime.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? From(first) : null;

    public int CompareTo(BadgeMonth other) => Index.CompareTo(other.Index);

    public static bool operator <(BadgeMonth left, BadgeMonth right) => left.Index < right.Index;

    public static bool operator >(BadgeMonth left, BadgeMonth right) => left.Index > right.Index;

    public static bool operator <=(BadgeMonth left, BadgeMonth right) => left.Index <= right.Index;

    public static bool operator >=(BadgeMonth left, BadgeMonth right) => left.Index >= right.Index;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index / 12:0000}-{(Index % 12) + 1:00}");

    private static BadgeMonth From(DateTime time) => new((time.Year * 12) + time.Month - 1);
}
