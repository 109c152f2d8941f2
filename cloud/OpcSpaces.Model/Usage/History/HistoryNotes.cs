using System.Globalization;

namespace OpcSpaces.Model.Usage.History;

/// <summary>What has to be said about the records of some dates beside every figure of them.</summary>
public static class HistoryNotes
{
    /// <summary>Sentences without their ends.</summary>
    /// <param name="history">The records.</param>
    /// <param name="namesPoints">Whether points that the registry does not have are named, and not only counted.</param>
    public static IReadOnlyList<string> Of(UsageHistory history, bool namesPoints)
    {
        var notes = new List<string>();
        if (history.Span.Calendar.Assumption is { } assumption) notes.Add(assumption);
        if (history.Span.Hours == 0) notes.Add("no hour of these dates has ended yet");
        else if (history.IsEmpty) notes.Add("there are no usage records of these dates");
        if (history.UnknownPoints.Count > 0)
            notes.Add(namesPoints ? $"records of points that the registry does not have are left out: {string.Join(", ", history.UnknownPoints)}" : $"records of {Count(history.UnknownPoints.Count)} points that the registry does not have are left out");
        if (history.MisplacedRecords > 0) notes.Add($"{Count(history.MisplacedRecords)} records are left out, because their hours begin at other times than those of the time zone, which was changed");
        if (history.ForeignRecords > 0) notes.Add($"{Count(history.ForeignRecords)} records are from foreign gateways, whose data may have gaps that nobody sees");
        return notes;
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
