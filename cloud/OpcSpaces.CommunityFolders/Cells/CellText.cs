using System.Globalization;
using System.Text.RegularExpressions;
using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Settings;

namespace OpcSpaces.CommunityFolders.Cells;

/// <summary>What to write instead of a cell that cannot be read: where it is clear what was meant, that, and else the rule.</summary>
internal static partial class CellText
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = "yes",
        ["false"] = "no",
        ["1"] = "yes",
        ["0"] = "no",
        ["y"] = "yes",
        ["n"] = "no",
        ["是"] = "yes",
        ["否"] = "no",
        ["建筑面积"] = "grossFloor",
        ["可自主支配面积"] = "controllable",
        ["套内建筑面积"] = "exclusive",
        ["使用面积"] = "usable",
        ["公共服务面积"] = "publicService",
        ["合同面积"] = "contract",
        ["共享工位区"] = "openArea",
        ["独立办公室"] = "privateOffice",
        ["会议室"] = "meetingRoom",
        ["公共服务区"] = "publicService",
    };

    public static string Fix(RegistryColumn column, string text)
    {
        var kind = column.Kind;
        if (kind == ColumnKind.Date && Date(text) is { } date) return $"{kind.Fix}: this looks like {date}";
        if (kind == ColumnKind.Time && TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time)) return $"{kind.Fix}: this looks like {kind.Format(time)}";
        if ((kind == ColumnKind.Number || kind == ColumnKind.Whole) && Number(column, text) is { } number) return number;
        if (kind.Name.StartsWith("one of ", StringComparison.Ordinal) || kind == ColumnKind.Truth)
        {
            if (Words.TryGetValue(text, out var word) && kind.Parse(word) is not null) return $"write {word}";
            if (kind != ColumnKind.Truth && SimilarName.Find(text, kind.Name["one of ".Length..].Split(", ")) is { } close) return $"did you mean {close}? {kind.Fix}";
        }

        return kind.Fix;
    }

    // Year first is clear; a day and a month before the year are not.
    private static string? Date(string text)
    {
        var plain = Narrow(text);
        return YearFirst().Match(plain) is { Success: true } match
            && DateOnly.TryParseExact($"{match.Groups[1].Value}-{match.Groups[2].Value.PadLeft(2, '0')}-{match.Groups[3].Value.PadLeft(2, '0')}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? ColumnKind.Date.Format(date)
            : int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is > 36_525 and < 73_050
            ? $"{ColumnKind.Date.Format(new DateOnly(1899, 12, 30).AddDays(serial))} as a number of Excel"
            : null;
    }

    // Only what is clear: a unit behind it, full-width digits, separators of thousands. Another unit is named.
    private static string? Number(RegistryColumn column, string text)
    {
        var plain = Narrow(text).Trim();
        if (Measure().Match(plain) is not { Success: true } match) return null;
        var unit = match.Groups[2].Value.Trim();
        var digits = match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (column.Kind.Parse(digits) is null) return null;
        return unit.Length == 0 || IsUnit(column.Unit, unit) ? $"write {digits}"
            : column.Unit is { } wanted ? $"\"{unit}\" is not the unit of this column: write the number in {wanted}" : $"write {digits} without a unit";
    }

    // Full-width letters and digits, as Chinese keyboards write them (U+FF01 to U+FF5E), and the square metre in one character.
    private static string Narrow(string text) =>
        string.Concat(text.Select(letter => letter is >= '！' and <= '～' ? (char)(letter - '！' + '!') : letter == '　' ? ' ' : letter)).Replace("㎡", "m²", StringComparison.Ordinal);

    private static bool IsUnit(string? wanted, string unit) => wanted switch
    {
        "m²" => unit is "m2" or "m²" or "平方米" or "平米" or "sqm",
        "m" => unit is "m" or "米",
        "CNY" => unit is "CNY" or "RMB" or "元" or "¥",
        "people" => unit is "人" or "people",
        "°" => unit is "°" or "度",
        _ => false,
    };

    [GeneratedRegex(@"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(\s+0{1,2}:00(:00)?)?$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^([+-]?\d+(?:\.\d+)?|[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?)\s*([^\d.,]*\d?)$")]
    private static partial Regex Measure();
}
