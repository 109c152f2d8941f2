using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>The hardware of one zone: turns the events of the people's day into signals.</summary>
internal sealed class ZoneHardware(Zone zone) : IDisposable
{
    public required IReadOnlyList<DeskHardware> Desks { get; init; }

    public required IReadOnlyList<RoomHardware> Rooms { get; init; }

    public required IReadOnlyList<DoorHardware> Doors { get; init; }

    public required IReadOnlyList<PulseOutput> Meters { get; init; }

    /// <summary>Null when it is not measured.</summary>
    public ZoneAir? Air { get; init; }

    /// <summary>Null when it is not measured.</summary>
    public RoomLight? Light { get; init; }

    /// <summary>Null when it is not measured.</summary>
    public RoomSound? Sound { get; init; }

    public int PeopleAtDesks => Desks.Count(desk => desk.Taken);

    public int People
    {
        get
        {
            var people = 0;
            foreach (var desk in Desks) people += desk.Taken ? 1 : 0;
            foreach (var room in Rooms) people += room.People;
            return people;
        }
    }

    private readonly ZoneLoads _loads = new(zone);

    public void Apply(ZoneEvent happening, DateOnly date, DateTimeOffset now, bool live)
    {
        switch (happening.Kind)
        {
            case ZoneEventKind.Badge or ZoneEventKind.DoorOpens or ZoneEventKind.DoorCloses:
                Doors[happening.Index].Apply(happening, now, live);
                break;
            case ZoneEventKind.BeamBroken or ZoneEventKind.BeamClear or ZoneEventKind.FalseMotionInRoom:
                Rooms[happening.Index].Apply(happening, now, live);
                break;
            case ZoneEventKind.RoomEntered or ZoneEventKind.RoomLeft:
                Rooms[happening.Index].Apply(happening, now, live);
                Notice(now);
                break;
            case ZoneEventKind.LightsOn or ZoneEventKind.LightsOff or ZoneEventKind.Cooling:
                var (meter, watts) = _loads.Change(happening);
                if (live && meter < Meters.Count) Meters[meter].AddLoad(watts);
                break;
            case ZoneEventKind.DeskDisturbed or ZoneEventKind.DeskUndisturbed or ZoneEventKind.RoomDisturbed or ZoneEventKind.RoomUndisturbed:
                break;
            default:
                Desks[happening.Index].Apply(happening, date, now, live);
                if (happening.Kind is ZoneEventKind.DeskTaken or ZoneEventKind.DeskLeft) Notice(now);
                break;
        }
    }

    public void Settle(DateOnly date, DateTimeOffset now)
    {
        foreach (var desk in Desks) desk.Settle(date, now);
        foreach (var room in Rooms) room.Settle(now);
        foreach (var door in Doors) door.Settle(now);
        for (var meter = 0; meter < Meters.Count; meter++)
            Meters[meter].AddLoad(_loads.Watts(meter));
    }

    public void OnMidnight()
    {
        foreach (var desk in Desks) desk.OnMidnight();
    }

    public MotionDetector? DetectorOf(string point) =>
        zone.Desks.Zip(Desks, (desk, hardware) => (desk.Id, hardware.Motion))
            .Concat(zone.Rooms.Zip(Rooms, (room, hardware) => (room.Id, hardware.Motion)))
            .FirstOrDefault(item => item.Id == point).Motion;

    public PulseOutput? MeterOf(string point) => zone.Meters.Zip(Meters).FirstOrDefault(item => item.First.Id == point).Second;

    public void Dispose()
    {
        foreach (var desk in Desks) desk.Dispose();
        foreach (var room in Rooms) room.Dispose();
        foreach (var door in Doors) door.Dispose();
        foreach (var meter in Meters) meter.Dispose();
    }

    private void Notice(DateTimeOffset now)
    {
        var people = People;
        Air?.SetPeople(people, now);
        Light?.SetPeople(people, now);
        Sound?.SetPeople(people);
    }
}
