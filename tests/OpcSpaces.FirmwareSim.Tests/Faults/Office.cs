using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Description;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.FirmwareSim.Truth;

namespace OpcSpaces.FirmwareSim.Tests.Faults;

/// <summary>The office that comes with the program and has every kind of sensor, with and without a script.</summary>
internal static class Office
{
    public const string Zone = "1F-P01";

    /// <summary>The beginning of a Monday.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8));

    public static readonly BuildingPlan Plan = CommunityDescription.Read(Path.Combine(AppContext.BaseDirectory, "communities", "office.jsonc"));

    public static readonly BuildingClock Clock = new(Plan.UtcOffset);

    public static DateTimeOffset At(double hours) => Monday.AddHours(hours);

    /// <summary>A time of the building's clock, in hours since the beginning of Monday.</summary>
    public static DateTime Local(double hours) => new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Unspecified).AddHours(hours);

    public static BuildingPlan With(params ScriptEntry[] script) => Plan with { Script = script };

    public static SignalRun Live(double fromHours, double toHours, params ScriptEntry[] script) => SignalRun.Of(With(script), Clock, At(fromHours), At(toHours));

    /// <summary>The ground truth of a script, with times without milliseconds: "from,to,zone,point,what,value".</summary>
    public static string[] TruthOf(SignalRun run)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        TruthCsv.Write(run.Truth.Where(record => record.What is TruthKind.Fault or TruthKind.Fraud), text);
        return text.ToString().Replace(":00.000Z", "Z", StringComparison.Ordinal).TrimEnd().Split('\n')[1..];
    }

    public static WiredPoint Sensor(string point, SensorType kind, string zone = Zone) =>
        Plan.Gateways.SelectMany(gateway => gateway.Points).First(wired => (wired.ZoneId, wired.PointId, wired.Kind) == (zone, point, kind));

    /// <summary>The edges on a sensor's lines in a time span, in hours since the beginning of Monday.</summary>
    public static List<(int Pin, bool High, double Seconds)> Edges(SignalRun run, WiredPoint sensor, double fromHours, double toHours) =>
    [
        .. run.Changes.Where(change => change.Point == sensor && change.At >= At(fromHours) && change.At < At(toHours))
            .Select(change => (change.Pin, change.High, (change.At - Monday).TotalSeconds)),
    ];
}
