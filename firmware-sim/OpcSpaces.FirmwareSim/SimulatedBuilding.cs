using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim;

/// <summary>
/// The people, detectors and meters of a building, as signals on boards; driven by virtual time alone. The same plan,
/// seed, clock and start give the same signals.
/// </summary>
public sealed class SimulatedBuilding : IDisposable
{
    /// <summary>What the meters' faces say.</summary>
    public const int PulsesPerKilowattHour = 1_000;

    private const double StirWithinSeconds = 10;

    private readonly List<IDisposable> _parts = [];
    private readonly List<Agenda> _people = [];

    /// <param name="boards">The board of each gateway, by the gateway's id.</param>
    public SimulatedBuilding(BuildingPlan plan, int seed, VirtualTime time, BuildingClock clock, IReadOnlyDictionary<string, SimulatedBoard> boards)
    {
        // Numbered through the building, so that a person's days do not depend on the wiring.
        var desks = plan.Community.Zones.SelectMany(zone => zone.Desks.Select(desk => (zone.Id, desk.Id))).Index().ToDictionary(item => item.Item, item => item.Index);
        foreach (var gateway in plan.Gateways)
        {
            var pins = gateway.Points.ToDictionary(point => (point.ZoneId, point.PointId), point => boards[gateway.Id][point.Pin]);
            foreach (var zone in gateway.Zones)
                Furnish(zone, desks, pins, seed, time, clock);
        }
    }

    /// <summary>Ground truth: who sits at a desk now. To be read on the thread that advances the time, or as an estimate.</summary>
    public int PeopleAtDesks => _people.Count(person => person.Present);

    public void Dispose() => _parts.ForEach(part => part.Dispose());

    private void Furnish(Zone zone, Dictionary<(string, string), int> desks, Dictionary<(string, string), SimulatedPin> pins, int seed, VirtualTime time, BuildingClock clock)
    {
        var meters = zone.Meters
            .Select((meter, i) => new PulseOutput(pins[(zone.Id, meter.Id)], time, PulsesPerKilowattHour, SeededRandom.For(seed, StableHash(zone.Id), i).NextDouble()))
            .ToList();
        _parts.AddRange(meters);
        if (zone.Desks.Count == 0)
            _parts.Add(RoomLights.Hang(zone, meters[0], time, clock));
        for (var i = 0; i < zone.Desks.Count; i++)
        {
            var number = desks[(zone.Id, zone.Desks[i].Id)];
            var meter = meters.Count > 0 ? meters[i % meters.Count] : null;
            Seat(new Person(seed, number), pins[(zone.Id, zone.Desks[i].Id)], meter, SeededRandom.For(seed, number, -2), time, clock);
        }
    }

    private void Seat(Person person, SimulatedPin pin, PulseOutput? meter, SeededRandom random, VirtualTime time, BuildingClock clock)
    {
        var detector = new MotionDetector(pin, time, random);
        var load = DeskLoad.Of(random);
        var agenda = new Agenda(time, clock, person.StaysOn);
        agenda.Came += () =>
        {
            detector.Arrive();
            meter?.AddLoad(load.ActiveWatts - load.StandbyWatts);
        };
        agenda.Left += () =>
        {
            detector.Leave();
            meter?.AddLoad(load.StandbyWatts - load.ActiveWatts);
        };
        agenda.Start();
        meter?.AddLoad(agenda.Present ? load.ActiveWatts : load.StandbyWatts);
        if (agenda.Present)
            detector.Find(StirWithinSeconds);
        _people.Add(agenda);
        _parts.AddRange([detector, agenda]);
    }

    private static long StableHash(string text) => text.Aggregate(17L, (hash, letter) => hash * 31 + letter);
}
