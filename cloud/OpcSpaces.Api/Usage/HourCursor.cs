using System.Globalization;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Paging;
using OpcSpaces.Model.Usage;

namespace OpcSpaces.Api.Usage;

/// <summary>Where a page of hours ends.</summary>
/// <param name="Zone">The zone of its last record.</param>
/// <param name="StartMs">The beginning of that hour.</param>
internal sealed record HourCursor(string Zone, long StartMs)
{
    public static string After(UsageRecord record) => Cursor.After(string.Create(CultureInfo.InvariantCulture, $"{record.Zone.Zone}/{record.StartMs}"));

    /// <summary>Null for the beginning, and with a fault.</summary>
    public static HourCursor? Read(string? text, ICollection<Fault> faults)
    {
        if (!Cursor.TryRead(text, out var key, out var fault)) faults.Add(fault);
        if (key is null) return null;
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && long.TryParse(key.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var startMs)) return new HourCursor(key[..slash], startMs);
        faults.Add(Cursor.Wrong(text));
        return null;
    }
}
