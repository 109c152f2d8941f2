using System.Globalization;
using OpcSpaces.Edge.Config;

namespace OpcSpaces.FirmwareSim.Faults;

/// <summary>Reads the entries of a script: the list <c>faults</c> of a description, or of a file of its own.</summary>
internal static class ScriptReader
{
    private static readonly string[] MomentFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];

    public static List<ScriptEntry> Read(ConfigSection file) => file.OptionalParts("faults", Entry);

    private static ScriptEntry Entry(ConfigSection entry) => new()
    {
        Kind = ScriptKinds.Parse(What(entry)),
        Zone = entry.Text("zone", ""),
        Point = entry.Text("point", ""),
        Sensor = entry.Text("sensor", ""),
        Gateway = entry.Text("gateway", ""),
        From = Moment(entry, "from"),
        To = Moment(entry, "to"),
        Daily = Daily(entry),
        OffsetSeconds = entry.Real("offsetSeconds", 0),
        EverySeconds = entry.Real("everySeconds", 300),
    };

    private static string What(ConfigSection entry)
    {
        // Asked for by itself first, so that a missing one is called missing.
        if (entry.RequiredText("what").Length == 0) return ScriptKinds.Names[0];
        return entry.OneOf("what", ScriptKinds.Names, ScriptKinds.Names[0]);
    }

    private static DateTime? Moment(ConfigSection entry, string name)
    {
        if (entry.OptionalText(name) is not { } text) return null;
        if (DateTime.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return moment;
        entry.Reject(name, $"\"{text}\"", "write a moment of the building's clock, as \"2026-03-02T22:00\" or \"2026-03-02\"");
        return null;
    }

    private static (TimeOnly From, TimeOnly To)? Daily(ConfigSection entry)
    {
        if (entry.OptionalText("daily") is not { } text) return null;
        var ends = text.Split('-');
        if (ends.Length == 2 && Hour(ends[0]) is { } from && Hour(ends[1]) is { } to && from != to) return (from, to);
        entry.Reject("daily", $"\"{text}\"", "write two hours, as \"22:00-05:30\"");
        return null;
    }

    private static TimeOnly? Hour(string text) =>
        TimeOnly.TryParseExact(text.Trim(), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour : null;
}
