using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sealing;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Tests.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sealing;

/// <summary>An outbox with a desk and a meter, and the sealing of its hours. The clock begins at 08:00.</summary>
internal sealed class SealingBench : IDisposable
{
    public const long Hour = 3_600_000;

    private static readonly SensingConfig Config = new(
        [
            new ZoneConfig
            {
                Id = OutboxFixture.Hall,
                Points = [new MotionConfig { Point = "desk/1", Pin = 1 }, new PulseMeterConfig { Point = "meter/1", Pin = 2 }],
            },
            new ZoneConfig { Id = OutboxFixture.Office, Points = [new MotionConfig { Point = "desk/2", Pin = 3 }] },
        ],
        new BatchingConfig(), new BadgesConfig());

    private readonly OutboxFixture _outbox;
    private readonly List<(string, string, SparkplugDataType)> _points =
        [.. Config.Metrics.Select(metric => (metric.Device, metric.Name, metric.DataType))];

    public SealingBench(bool withStatements = false)
    {
        _outbox = new OutboxFixture(open: false) { PlacesTimes = withStatements };
        StartMs = NowMs;
        Start();
    }

    public OutboxFixture Outbox => _outbox;

    public HourSealing Sealing { get; private set; } = null!;

    public long StartMs { get; }

    public long NowMs => _outbox.NowMs;

    public List<UncertainMetric> Uncertain { get; } = [];

    /// <summary>Up to this time hours are settled; null for up to now.</summary>
    public long? SettledMs { get; set; }

    /// <summary>When hours begin, from the next start on.</summary>
    public int HourPhaseMs { get; set; }

    public string StateFile => Path.Combine(_outbox.Directory, "sealing.json");

    /// <summary>All seals of the log, in order.</summary>
    public IReadOnlyList<Seal> Seals =>
    [
        .. _outbox.All().Where(batch => batch.Device.Length == 0)
            .SelectMany(StoredReading.Of)
            .Where(reading => _outbox.Log.Metric(reading.Alias)!.Name == OutboxMetrics.Seal)
            .Select(reading => Seal.TryParse(reading.Text!, out var seal, out var error) ? seal! : throw new InvalidOperationException(error)),
    ];

    public void Dispose() => _outbox.Dispose();

    /// <summary>Opens the outbox in its directory, as a start does.</summary>
    public void Start()
    {
        _outbox.Reopen(points: [.. _points]);
        MakeSealing();
    }

    /// <summary>Sets the clock, and says so in the log.</summary>
    public Task SetClockAsync(TimeSpan by, bool? synchronized)
    {
        _outbox.Time.JumpWallClock(by);
        _outbox.IsSynchronized = synchronized;
        return _outbox.Log.MarkAsync(NowMs);
    }

    /// <summary>Starts on what a kill would leave: the files as they are.</summary>
    public void Kill(bool withoutState = false)
    {
        var state = File.Exists(StateFile) && !withoutState ? File.ReadAllBytes(StateFile) : null;
        _outbox.Crash();
        if (state is not null) File.WriteAllBytes(StateFile, state);
        Start();
    }

    public Task DeskAsync(bool occupied, double minute = 0) => ReadAsync(OutboxFixture.Hall, "desk/1/occupied", PointValue.Of(occupied), minute);

    public Task MeterAsync(long register, double minute = 0) => ReadAsync(OutboxFixture.Hall, "meter/1/energy", PointValue.Of(register), minute);

    /// <summary>Appends a reading, dated to a minute after the start; 0 for now.</summary>
    public Task ReadAsync(string zone, string name, PointValue value, double minute = 0, int quality = QualityCode.Good)
    {
        var at = minute == 0 ? NowMs : StartMs + (long)(minute * 60_000);
        return _outbox.Log.AppendAsync(zone, [new MetricReading(_outbox.Log.Metric(zone, name), at, value, quality)], BatchKind.State);
    }

    /// <summary>Moves the clock to a minute after the start.</summary>
    public void Until(double minute) => _outbox.Time.Advance(TimeSpan.FromMilliseconds(StartMs + (minute * 60_000) - NowMs));

    /// <summary>Moves the clock to a minute after the start, and looks.</summary>
    public async Task LookAsync(double minute)
    {
        Until(minute);
        await Sealing.LookAsync(NowMs, SettledMs ?? NowMs, Uncertain);
    }

    private void MakeSealing() => Sealing = new HourSealing(
        Config, new HourSealingDependencies { Outbox = _outbox.Log, Directory = _outbox.Directory, Time = _outbox.Time, Boot = _outbox.Log.Boot, HourPhaseMs = HourPhaseMs });
}
