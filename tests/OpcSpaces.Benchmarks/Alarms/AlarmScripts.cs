using OpcSpaces.Benchmarks.Facts.Living;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.Model.Alarms;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>What is scripted, and why it should raise an alarm or none.</summary>
internal static class AlarmScripts
{
    // Hours are closed up to two hours after their end, and several of them are needed.
    private static readonly TimeSpan SomeHours = TimeSpan.FromHours(6);

    /// <summary>Four weeks with summer weather and a holiday (端午, 19 to 21 June 2026), in which every kind of alarm has a reason.</summary>
    public static AlarmScript Month(int? seed)
    {
        var build = new AlarmScriptBuilder(MonthScript.Month(seed, new DateOnly(2026, 6, 8)), guarded: [0, 1]);
        Doors(build);
        Air(build);
        People(build);
        Energy(build);
        Sensors(build);
        Gateways(build);
        build.Cloud(CloudFaultKind.BrokerAway, (20, 10), (20, 11), AlarmKind.NotRecording, "", AlarmScriptBuilder.Soon);
        build.Cloud(CloudFaultKind.BrokerAway, (20, 15.001), (20, 15.02));
        build.Cloud(CloudFaultKind.UsageStoreAway, (21, 10), (21, 15), AlarmKind.ProjectionFailing, "usage", SomeHours);
        return build.Build();
    }

    /// <summary>The three days of <see cref="MonthScript.ThreeDays"/>, with doors.</summary>
    public static AlarmScript ThreeDays()
    {
        var build = new AlarmScriptBuilder(MonthScript.ThreeDays(), guarded: [0]);
        build.Sensor("a forced door", ScriptKind.StuckOn, build.Guarded(0), (0, 3), Seconds(20), AlarmKind.DoorForced, TimeSpan.Zero, AlarmScriptBuilder.Soon);
        build.Sensor("a door contact unplugged", ScriptKind.Unplugged, build.Contacts()[0], (0, 20), TimeSpan.FromHours(9), AlarmKind.DoorHeld, TimeSpan.Zero, AlarmScriptBuilder.Soon);
        return build.Build();
    }

    private static void Doors(AlarmScriptBuilder build)
    {
        var (exit, far, contacts) = (build.Guarded(0), build.Guarded(1), build.Contacts());
        build.Sensor("a forced door", ScriptKind.StuckOn, exit, (1, 3), Seconds(20), AlarmKind.DoorForced, TimeSpan.Zero, AlarmScriptBuilder.Soon);
        build.Sensor("a forced door", ScriptKind.StuckOn, exit, (13, 15), Seconds(20), AlarmKind.DoorForced, TimeSpan.Zero, AlarmScriptBuilder.Soon);
        // A cleaner with a card.
        build.Cards(exit, (3, 5), Seconds(60));
        build.Sensor("a cleaner's door", ScriptKind.StuckOn, exit, (3, 5 + (20 / 3600.0)), Seconds(30));
        // Both are over when the gateway delivers what it has, on day 11.
        build.Late("a forced door, delivered late", ScriptKind.StuckOn, far, (10, 2), Seconds(20), AlarmKind.DoorForced, (11, 17), AlarmScriptBuilder.Soon);
        build.Late("a door held for hours, delivered late", ScriptKind.Unplugged, build.Contacts(1)[0], (9, 1), TimeSpan.FromHours(3), AlarmKind.DoorHeld, (11, 17), AlarmScriptBuilder.Soon);
        build.Sensor("a door contact unplugged", ScriptKind.Unplugged, contacts[0], (4, 20), TimeSpan.FromHours(9), AlarmKind.DoorHeld, TimeSpan.Zero, AlarmScriptBuilder.Soon);
        build.Sensor("a delivery", ScriptKind.StuckOn, contacts[1], (6, 10), TimeSpan.FromMinutes(8));
    }

    private static void Air(AlarmScriptBuilder build)
    {
        var air = build.Air();
        build.Sensor("1,600 ppm for hours", ScriptKind.StuckOn, air[0], (5, 10), TimeSpan.FromHours(3), AlarmKind.Co2High, TimeSpan.Zero, TimeSpan.FromHours(1));
        build.Sensor("1,600 ppm for hours", ScriptKind.StuckOn, air[0], (7, 14), TimeSpan.FromHours(2), AlarmKind.Co2High, TimeSpan.Zero, TimeSpan.FromHours(1));
        build.Sensor("1,600 ppm for a quarter of an hour", ScriptKind.StuckOn, air[0], (14, 10), TimeSpan.FromMinutes(15));
        build.Sensor("a climate chip that freezes", ScriptKind.StuckOff, air[1], (19, 8), TimeSpan.FromHours(20), AlarmKind.SensorStuck, TimeSpan.FromHours(12), TimeSpan.FromHours(2));
    }

    private static void People(AlarmScriptBuilder build)
    {
        var (room, seats) = build.Room();
        build.Sensor("a party beyond the limit", ScriptKind.Crowd, room, (3, 20.5), TimeSpan.FromMinutes(40), AlarmKind.OverCapacity, TimeSpan.Zero, AlarmScriptBuilder.Soon, entry => entry with { People = seats + 5 });
        build.Sensor("a party beyond the limit", ScriptKind.Crowd, room, (13, 20.5), TimeSpan.FromMinutes(40), AlarmKind.OverCapacity, TimeSpan.Zero, AlarmScriptBuilder.Soon, entry => entry with { People = seats + 5 });
        build.Sensor("a party within the limit", ScriptKind.Crowd, room, (1, 20.5), TimeSpan.FromMinutes(90), change: entry => entry with { People = seats - 1 });
    }

    private static void Energy(AlarmScriptBuilder build)
    {
        var (meter, mostWatts) = build.Meter();
        build.Zone("heaters left on for a night", ScriptKind.LeftOn, meter, (6, 22), TimeSpan.FromHours(7), AlarmKind.EnergyAfterHours, SomeHours, entry => entry with { Watts = 2 * mostWatts });
        build.Zone("heaters left on for a night", ScriptKind.LeftOn, meter, (13, 22), TimeSpan.FromHours(7), AlarmKind.EnergyAfterHours, SomeHours, entry => entry with { Watts = 2 * mostWatts });
        build.Sensor("a lamp left on for a night", ScriptKind.LeftOn, meter, (1, 22), TimeSpan.FromHours(7), change: entry => entry with { Watts = mostWatts / 4.0 });
        build.Sensor("heaters left on in opening hours", ScriptKind.LeftOn, meter, (2, 10), TimeSpan.FromHours(6), change: entry => entry with { Watts = 2 * mostWatts });
    }

    private static void Sensors(AlarmScriptBuilder build)
    {
        build.Sensor("a power monitor unplugged", ScriptKind.Unplugged, build.Points(SensorType.PowerMonitor)[0], (13, 9), TimeSpan.FromHours(3), AlarmKind.SensorSilent, TimeSpan.Zero, AlarmScriptBuilder.Soon);
        build.NeverTriggered("a motion detector of a meeting room unplugged for a month", build.QuietRoom());
        build.Closed("a detector of a desk that is out of service", ScriptKind.Noisy, build.Points(SensorType.Motion, 3).Last(point => point.PointId.StartsWith("desk/", StringComparison.Ordinal)), (12, 9), days: 2);
    }

    private static void Gateways(AlarmScriptBuilder build)
    {
        // Its power supply goes out and comes back, always sooner than a silent gateway is an alarm.
        build.Flickering(3, (6, 10), (6, 19), SomeHours + TimeSpan.FromHours(3));
        // After three days without a broker it reaches it again, but none of its batches arrive.
        build.Choke(1, (8, 9.25), (11, 15), (11, 17), AlarmKind.BacklogGrowing, TimeSpan.FromMinutes(75));
        build.Gateway(GatewayFaultKind.Unreachable, 0, (2, 11), (2, 11.06));
        // While a motion detector is known to be stuck, which a new agent has to find out anew.
        for (var gateway = 1; gateway <= 3; gateway++) build.Gateway(GatewayFaultKind.Off, gateway, (4, 3), (4, 3.03));
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
