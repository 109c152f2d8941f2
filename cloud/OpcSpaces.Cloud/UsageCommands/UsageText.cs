using System.Globalization;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Cloud.UsageCommands;

/// <summary>A report as lines for a terminal, in columns.</summary>
internal static class UsageText
{
    private const string Gap = "   ";

    public static IEnumerable<string> Lines(UsageReport report)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{report.About}, {report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd} ({report.TimeZone})");
        var width = report.Facts.Select(fact => Width(fact.Name)).DefaultIfEmpty().Max();
        foreach (var fact in report.Facts) yield return $"  {Pad(fact.Name, width)}{Gap}{fact.Text}";
        foreach (var section in report.Sections)
        {
            yield return "";
            yield return section.Title;
            foreach (var line in Table([.. section.Rows.Select(Cells)])) yield return line;
        }

        if (report.Notes.Count > 0) yield return "";
        foreach (var note in report.Notes) yield return $"note: {note}";
    }

    /// <summary>A value with its unit: shares in percent.</summary>
    public static string Value(double value, string unit) => unit == Units.Share
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.0} %")
        : string.Create(CultureInfo.InvariantCulture, $"{value:#,##0.0##} {unit}");

    private static string[] Cells(UsageRow row)
    {
        if (row.Figure is not { } figure) return [row.Name, row.Text ?? "", "", "", ""];
        var coverage = string.Create(CultureInfo.InvariantCulture, $"coverage {Math.Floor(1_000 * figure.Coverage) / 10:0.0} %");
        return figure.Value is { } value
            ? [row.Name, Value(value, figure.Unit), Interval(figure), coverage, row.Text ?? ""]
            : [row.Name, "insufficient data", "", coverage, figure.Why ?? ""];
    }

    private static string Interval(in Figure figure)
    {
        if (figure.Low is not { } low) return "";
        if (figure.High is not { } high) return $"at least {Value(low, figure.Unit)}";
        return low == high ? "exact" : $"{Value(low, figure.Unit)} to {Value(high, figure.Unit)}";
    }

    private static IEnumerable<string> Table(List<string[]> rows)
    {
        if (rows.Count == 0) return ["  none"];
        // A row of words alone, such as a list of desks, may be longer than all figures.
        var figures = rows.Where(row => row.Skip(2).Any(cell => cell.Length > 0)).ToList();
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => (column == 0 || figures.Count == 0 ? rows : figures).Max(row => Width(row[column])))];
        return rows.Select(row => ("  " + string.Join(Gap, row.Select((cell, column) => Pad(cell, widths[column])).Where((_, column) => widths[column] > 0))).TrimEnd());
    }

    private static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    // Chinese characters are two columns wide.
    private static int Width(string text) => text.Sum(letter => letter >= 0x1100 && letter is not (>= '\u2000' and <= '\u2E7F') ? 2 : 1);
}
