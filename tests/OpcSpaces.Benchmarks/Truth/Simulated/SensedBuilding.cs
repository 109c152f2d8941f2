using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Sensing.Sound;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Truth.Simulated;

/// <summary>
/// The agents' own sensing of every zone of a building, with the configuration that an installer would write, on the building's
/// pins and buses. It runs in virtual time on one thread, so equal buildings give equal readings. Readings are taken where the
/// agent appends them to its outbox.
/// </summary>
internal sealed class SensedBuilding : IDisposable
{
    private const string Occupied = "/occupied";

    private readonly TemporaryDirectory _directory = new();
    private readonly CommitPool _pool = new(1);
    private readonly VirtualTime _time;
    private readonly OutboxLog _outbox;
    private readonly List<IDisposable> _sensing = [];
    private readonly SimulatedBuilding _building;
    private readonly Dictionary<Metric, List<ReportedState>> _reported = [];
    private readonly Dictionary<Place, List<OccupiedHour>> _hours = [];

    /// <param name="plan">The building.</param>
    /// <param name="clock">The people's clock.</param>
    /// <param name="from">The beginning.</param>
    /// <param name="weak">This sense of a zone with a single place is evidence for that place; null for none.</param>
    public SensedBuilding(BuildingPlan plan, BuildingClock clock, DateTimeOffset from, WeakSense? weak = null)
    {
        (_time, Boards) = (new VirtualTime(from), SimulatedBoard.ForAll(plan));
        var configs = FleetConfigs.Of(plan, new FleetOptions { DataDirectory = _directory.FullPath }).Select(config => OfPlaces(config, weak)).ToList();
        _outbox = OutboxLog.Open(new OutboxDependencies { Directory = _directory.FullPath, CommitPool = _pool, Time = _time }, from.ToUnixTimeMilliseconds());
        var metrics = configs.SelectMany(config => config.Sensing.Metrics).ToList();
        _outbox.Configure(metrics, from.ToUnixTimeMilliseconds());
        Places = [.. metrics.Where(metric => metric.Name.EndsWith(Occupied, StringComparison.Ordinal)).Select(metric => new Place(metric.Device, metric.Name[..^Occupied.Length]))];
        foreach (var place in Places)
        {
            _reported.Add(_outbox.Metric(place.Zone, place.Point + Occupied), []);
            _hours.Add(place, []);
        }

        foreach (var config in configs) Sense(config);
        // Agents must listen before anything moves.
        _building = new SimulatedBuilding(plan, plan.Seed, _time, clock, Boards);
    }

    public VirtualTime Time => _time;

    public IReadOnlyDictionary<string, SimulatedBoard> Boards { get; }

    /// <summary>The places that have a sensor for presence.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>What was reported about a place so far, in order.</summary>
    public IReadOnlyList<ReportedState> ReportedOf(Place place) => _reported[_outbox.Metric(place.Zone, place.Point + Occupied)];

    /// <summary>The settled hours of a place so far, in order; none where the estimator settles none.</summary>
    public IReadOnlyList<OccupiedHour> HoursOf(Place place) => _hours[place];

    public void Dispose()
    {
        _building.Dispose();
        foreach (var part in _sensing) part.Dispose();
        _outbox.Dispose();
        _pool.Dispose();
        _directory.Dispose();
    }

    // Meters, cards and most of what hangs in a zone say nothing about presence, and would take most of the CPU time.
    private static GatewayConfig OfPlaces(GatewayConfig config, WeakSense? weak) => config with
    {
        Zones = [.. config.Zones.Select(zone => zone with { Points = [.. zone.Points.Where(IsOfPlace), .. weak is { } sense ? WeakOfPlace(zone, sense) : []] })],
    };

    private static IEnumerable<PointConfig> WeakOfPlace(ZoneConfig zone, WeakSense sense) => zone.Points.Where(IsOfPlace).Select(point => point.Point).Distinct().ToList() is [var place]
        ? sense switch
        {
            WeakSense.Air => zone.Points.OfType<ClimateConfig>().Select(air => air with { AirOf = place }),
            WeakSense.Light => zone.Points.OfType<LightConfig>().Select(light => light with { LightOf = place }),
            _ => zone.Points.OfType<SoundConfig>().Select(sound => sound with { SoundOf = place }),
        }
        : [];

    private static bool IsOfPlace(PointConfig point) =>
        point is MotionConfig or PadConfig or PowerMonitorConfig or LightBarriersConfig or DoorContactConfig { OpensInto: not null };

    private void Sense(GatewayConfig config)
    {
        var board = Boards[config.Gateway];
        var (pins, buses) = (new WatchedPins(board.CreateController(), _time), new BusPollers(board.CreateBuses(), _time));
        foreach (var zone in config.Zones)
        {
            var batcher = new ZoneBatcher(new BatchingConfig { MaxReadings = 1 }, Take, () => UplinkCondition.Ready, _time);
            _sensing.Add(new ZoneSensing(zone, new ZoneDependencies(pins, buses, null, _outbox, batcher, _time, (point, hour) => _hours[new Place(zone.Id, point)].Add(hour))));
        }

        _sensing.AddRange([pins, buses]);
    }

    private void Take(MetricReading[] readings, BatchKind kind)
    {
        foreach (var reading in readings)
        {
            if (_reported.TryGetValue(reading.Metric, out var reported))
                reported.Add(new ReportedState(_time.GetUtcNow().ToUnixTimeMilliseconds(), reading.TimestampMs, reading.Value.IsNull ? null : reading.Value.Bits == 1));
        }
    }
}
