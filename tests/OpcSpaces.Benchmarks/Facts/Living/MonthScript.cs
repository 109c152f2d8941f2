using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.Benchmarks.Facts.Living;

/// <summary>A community, the days that it lives through from a local midnight on, and what goes wrong on them. Faults of sensors are in the plan's script.</summary>
/// <param name="Plan">The community.</param>
/// <param name="First">The first day.</param>
/// <param name="Days">How many.</param>
/// <param name="Faults">Of gateways. Those of one gateway do not overlap.</param>
internal sealed record MonthScript(BuildingPlan Plan, DateOnly First, int Days, IReadOnlyList<GatewayFault> Faults)
{
    public BuildingClock Clock => new(Plan.UtcOffset);

    public DateTimeOffset From => Clock.Instant(First, 0);

    /// <summary>When somebody corrects the community's time zone in the registry (<see cref="TimeZones"/>).</summary>
    public DateTimeOffset ZoneCorrected => Clock.Instant(First.AddDays(Days / 3), 11 * 3_600 + 700);

    public DateTimeOffset To => Clock.Instant(First.AddDays(Days), 0);

    /// <summary>Four weeks of 120 desks: every fault once, and some of them for days.</summary>
    /// <param name="seed">Of the people and the building; null for 1.</param>
    /// <param name="from">The first day, a Monday; null for 16 March 2026, with the holiday of 清明 from 4 to 6 April.</param>
    public static MonthScript Month(int? seed, DateOnly? from = null)
    {
        var plan = Community(desks: 120, gateways: 4, seed ?? 1);
        var first = from ?? new DateOnly(2026, 3, 16);
        var at = At(plan, first);
        var gateways = plan.Gateways.Select(gateway => gateway.Id).ToList();
        return new MonthScript(plan with { Script = BrokenSensors(plan, first.AddDays(2).ToDateTime(new TimeOnly(10, 15)), days: 3) }, first, 28,
        [
            new GatewayFault(GatewayFaultKind.Unreachable, gateways[1], at(8, 9.25), at(11, 15)),
            new GatewayFault(GatewayFaultKind.Off, gateways[2], at(9, 14.4), at(12, 9.7)),
            new GatewayFault(GatewayFaultKind.LostDisk, gateways[3], at(15, 10), at(15, 11.8), at(15, 11.2)),
            new GatewayFault(GatewayFaultKind.Crash, gateways[0], at(16, 15.62), at(16, 15.9)),
            new GatewayFault(GatewayFaultKind.UnsetClock, gateways[1], at(17, 9), at(17, 10.2), at(17, 9.5)),
            .. gateways.Select(gateway => new GatewayFault(GatewayFaultKind.Unreachable, gateway, at(22, 2), at(22, 7.5))),
            new GatewayFault(GatewayFaultKind.Crash, gateways[2], at(23, 11.12), at(23, 13)),
            new GatewayFault(GatewayFaultKind.WrongClock, gateways[0], at(18, 9), at(18, 10.3), at(18, 9.5), TimeSpan.FromMinutes(140)),
            new GatewayFault(GatewayFaultKind.WrongClock, gateways[2], at(24, 12), at(24, 13.4), at(24, 12.6), TimeSpan.FromMinutes(-190)),
            new GatewayFault(GatewayFaultKind.WrongClock, gateways[3], at(25, 9), at(25, 10.3), at(25, 9.7), TimeSpan.FromMinutes(-25)),
        ]);
    }

    /// <summary>Three workdays of 30 desks with the same kinds of faults, for a test.</summary>
    public static MonthScript ThreeDays(int seed = 1)
    {
        var plan = Community(desks: 30, gateways: 2, seed);
        var first = new DateOnly(2026, 3, 17);
        var at = At(plan, first);
        var (one, two) = (plan.Gateways[0].Id, plan.Gateways[1].Id);
        return new MonthScript(plan with { Script = BrokenSensors(plan, first.ToDateTime(new TimeOnly(10, 15)), days: 1) }, first, 3,
        [
            new GatewayFault(GatewayFaultKind.Unreachable, two, at(0, 14), at(1, 9.2)),
            new GatewayFault(GatewayFaultKind.Off, one, at(1, 10.4), at(1, 13.1)),
            new GatewayFault(GatewayFaultKind.LostDisk, two, at(1, 15), at(1, 16), at(1, 15.6)),
            new GatewayFault(GatewayFaultKind.UnsetClock, two, at(2, 9), at(2, 10.2), at(2, 9.5)),
            new GatewayFault(GatewayFaultKind.Crash, one, at(2, 10.62), at(2, 10.9)),
            new GatewayFault(GatewayFaultKind.WrongClock, one, at(2, 13), at(2, 14.3), at(2, 13.5), TimeSpan.FromMinutes(-190)),
            new GatewayFault(GatewayFaultKind.WrongClock, two, at(2, 15), at(2, 16.3), at(2, 15.5), TimeSpan.FromMinutes(140)),
        ]);
    }

    /// <summary>The places one of whose sensors is broken at some time.</summary>
    public IReadOnlySet<Place> Broken => Plan.Script.Select(entry => new Place(entry.Zone, entry.Point)).ToHashSet();

    /// <summary>When a gateway did not run, or what it observed is lost.</summary>
    public IEnumerable<Span> Unobserved(string gateway) => SpanLists.Union(Faults.Where(fault => fault.Gateway == gateway).SelectMany(fault => fault.Unobserved));

    /// <summary>The same of its doors.</summary>
    public IEnumerable<Span> UnobservedAtDoors(string gateway) => SpanLists.Union(Faults.Where(fault => fault.Gateway == gateway).SelectMany(fault => fault.UnobservedAtDoors));

    /// <summary>When clocks were wrong, for a plain calculation.</summary>
    public IReadOnlyList<WrongTimes> WrongClocks => [.. Faults.Where(fault => fault.Kind == GatewayFaultKind.WrongClock).Select(fault => fault.Wrong(Plan.Community.Id))];

    private static Func<int, double, DateTimeOffset> At(BuildingPlan plan, DateOnly first) =>
        (day, hour) => new BuildingClock(plan.UtcOffset).Instant(first.AddDays(day), Math.Round(hour * 3_600));

    // People live by the winter time of TimeZones.Present.
    private static BuildingPlan Community(int desks, int gateways, int seed) => BuildingGenerator.Generate(new BuildingOptions
    {
        CommunityId = "opc-facts",
        Desks = desks,
        Gateways = gateways,
        Seed = seed,
        Doors = desks / 6,
        EnvironmentSensors = desks / 5,
        RoomSensors = true,
        PadShare = 0.05,
        PowerMonitorShare = 0.05,
    }) with
    { UtcOffset = TimeSpan.FromHours(1) };

    // Each on a gateway of its own where there are enough, and on desks with a motion detector alone.
    private static List<ScriptEntry> BrokenSensors(BuildingPlan plan, DateTime from, int days)
    {
        var desks = plan.Gateways.SelectMany(gateway => gateway.Points).Where(point => new Place(point.ZoneId, point.PointId).IsDesk)
            .GroupBy(point => new Place(point.ZoneId, point.PointId)).Where(sensors => sensors.All(sensor => sensor.Kind == SensorType.Motion)).Select(sensors => sensors.Key).ToList();
        ScriptKind[] kinds = [ScriptKind.Silent, ScriptKind.Unplugged, ScriptKind.StuckOn, ScriptKind.Noisy];
        var climate = plan.Gateways.SelectMany(gateway => gateway.Points).First(point => point.Kind == SensorType.Climate);
        return
        [
            .. kinds.Select((kind, number) => Broken(kind, desks[number * desks.Count / kinds.Length], SensorType.Motion)),
            Broken(ScriptKind.Unplugged, new Place(climate.ZoneId, climate.PointId), SensorType.Climate),
        ];

        ScriptEntry Broken(ScriptKind kind, Place place, SensorType sensor) =>
            new() { Kind = kind, Zone = place.Zone, Point = place.Point, Sensor = SensorNames.Of(sensor), From = from, To = from.AddDays(days) };
    }
}
