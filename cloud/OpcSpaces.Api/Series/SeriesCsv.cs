using System.Globalization;
using OpcSpaces.Answers.Series;

namespace OpcSpaces.Api.Series;

/// <summary>The parts of a series as lines of CSV.</summary>
internal static class SeriesCsv
{
    /// <summary>The names of the columns.</summary>
    public static readonly IReadOnlyList<string> Header = ["start", "readings", "others", "least", "most", "mean", "last", "growth", "occupied_s", "known_s", "share"];

    /// <summary>The cells of a part; empty for what it does not have.</summary>
    public static IReadOnlyList<string> Cells(SeriesPart part) =>
    [
        part.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        .. ((IFormattable?[])[part.Readings, part.Others, part.Least, part.Most, part.Mean, part.Last, part.Growth, part.OccupiedSeconds, part.KnownSeconds, part.Share])
            .Select(figure => figure?.ToString(null, CultureInfo.InvariantCulture) ?? ""),
    ];
}
