using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Scripts.Files;

/// <summary>Reads the entries of a script: the list <c>faults</c> of a description or of a separate file.</summary>
internal static class ScriptReader
{
    private static readonly string[] MomentFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];

    // Used when the hours cannot be read, so that they cause only one fault.
    private static readonly (TimeOnly From, TimeOnly To) AllDay = (new TimeOnly(0, 0), new TimeOnly(23, 59));

    /// <summary>The entries of a separate file.</summary>
    public static List<ScriptEntry> ReadFile(SettingsSection file)
    {
        file.Expect(SettingsSection.FaultsFile);
        return Read(file);
    }

    public static List<ScriptEntry> Read(SettingsSection file) => file.OptionalParts("faults", Entry);

    // Each kind has its own settings; all others are refused.
    private static ScriptEntry Entry(SettingsSection entry)
    {
        if (What(entry) is not { } kind)
        {
            entry.IgnoreTheRest();
            return new ScriptEntry { Kind = default, HasKind = false };
        }
        var read = new ScriptEntry { Kind = kind, From = Moment(entry, "from"), To = Moment(entry, "to"), Daily = Daily(entry) };
        if (ScriptKinds.IsOfGateway(kind))
            read = read with { Gateway = entry.Text("gateway", "") };
        else
            read = read with { Zone = entry.Text("zone", ""), Point = entry.Text("point", ""), Sensor = entry.OneOf("sensor", SensorNames.All, "") };
        return kind switch
        {
            ScriptKind.ClockWrong => read with { OffsetSeconds = entry.Real("offsetSeconds", 0) },
            ScriptKind.TooRegular => read with { EverySeconds = entry.Real("everySeconds", read.EverySeconds) },
            ScriptKind.LeftOn => read with { Watts = entry.Real("watts", read.Watts) },
            ScriptKind.Crowd => read with { People = entry.Number("people", read.People) },
            _ => read,
        };
    }

    private static ScriptKind? What(SettingsSection entry) => entry.RequiredOneOf("what", ScriptKinds.Names) is { } name ? ScriptKinds.Parse(name) : null;

    private static DateTime? Moment(SettingsSection entry, string name)
    {
        if (entry.OptionalText(name) is not { } text) return null;
        if (DateTime.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            if (BuildingClock.Supports(moment)) return moment;
            entry.Reject(name, $"\"{text}\"", $"use a year from {BuildingClock.FirstYear} to {BuildingClock.LastYear - 1}");
            return null;
        }
        entry.Reject(name, $"\"{text}\"", "write a time of the building's clock, such as \"2026-03-02T22:00\" or \"2026-03-02\"");
        return null;
    }

    private static (TimeOnly From, TimeOnly To)? Daily(SettingsSection entry)
    {
        if (entry.OptionalText("daily") is not { } text) return entry.Has("daily") ? AllDay : null;
        var ends = text.Split('-');
        if (ends.Length == 2 && Hour(ends[0]) is { } from && Hour(ends[1]) is { } to && from != to) return (from, to);
        entry.Reject("daily", $"\"{text}\"", "write two different times, such as \"22:00-05:30\"");
        return AllDay;
    }

    private static TimeOnly? Hour(string text) =>
        TimeOnly.TryParseExact(text.Trim(), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour : null;
}
