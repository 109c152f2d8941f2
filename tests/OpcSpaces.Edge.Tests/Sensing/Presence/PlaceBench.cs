using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>A place with sensors that a test lets speak, and what the place reports: one word and the minute that it is dated to.</summary>
internal sealed class PlaceBench : IDisposable
{
    private static readonly Metric Occupied = new("hall", "desk/1/occupied", SparkplugDataType.Boolean, 1);
    private readonly DateTimeOffset _start;

    public PlaceBench(PresenceConfig config, params EvidenceKind[] kinds)
        : this(config, settlesHours: false, kinds)
    {
    }

    private PlaceBench(PresenceConfig config, bool settlesHours, EvidenceKind[] kinds)
    {
        _start = Time.GetUtcNow();
        Place = new PresencePlace(config, Occupied, OnReading, Time, settlesHours ? Hours.Add : null, Learned);
        Sensors = [.. kinds.Select(Place.Add)];
    }

    public PlaceBench(params EvidenceKind[] kinds)
        : this(new PresenceConfig(), kinds)
    {
    }

    /// <summary>A bench whose place settles hours.</summary>
    public static PlaceBench WithHours(params EvidenceKind[] kinds) => new(new PresenceConfig(), settlesHours: true, kinds);

    /// <inheritdoc cref="WithHours(EvidenceKind[])"/>
    public static PlaceBench WithHours(PresenceConfig config, params EvidenceKind[] kinds) => new(config, settlesHours: true, kinds);

    public FakeTime Time { get; } = new();

    public PresencePlace Place { get; }

    public IReadOnlyList<IEvidence> Sensors { get; }

    public List<MetricReading> Readings { get; } = [];

    /// <summary>Up to which time hours were settled when each reading was made, in ms since 1970 UTC.</summary>
    public List<long> SettledAtReading { get; } = [];

    /// <summary>The hours that are settled.</summary>
    public List<OccupiedHour> Hours { get; } = [];

    /// <summary>What the place learned.</summary>
    public LearnedPlace Learned { get; } = new();

    /// <summary>"occupied 1.5": what was said, and for which minute since the start.</summary>
    public List<string> Words => [.. Readings.Select(reading => FormattableString.Invariant($"{WordOf(reading)} {Math.Round(MinuteOf(reading.TimestampMs), 2)}"))];

    public string Last => Readings.Count == 0 ? "unknown" : WordOf(Readings[^1]);

    /// <summary>The start, in ms since 1970 UTC.</summary>
    public long StartMs => _start.ToUnixTimeMilliseconds();

    public double Minute => Time.Monotonic.TotalMinutes;

    public PlaceBench Start()
    {
        Place.Start();
        return this;
    }

    public void Set(int sensor, bool active) => Sensors[sensor].Set(active, Time.GetUtcNow());

    public void Break(int sensor) => Sensors[sensor].Broken(Time.GetUtcNow());

    public void Repair(int sensor) => Sensors[sensor].Sound(Time.GetUtcNow());

    public void Minutes(double minutes) => Time.Advance(TimeSpan.FromMinutes(minutes));

    /// <summary>High for three seconds, as an HC-SR501 at its shortest.</summary>
    public void Trigger(int sensor = 0)
    {
        Set(sensor, true);
        Minutes(0.05);
        Set(sensor, false);
    }

    /// <summary>Somebody moves about: a trigger every 12 s.</summary>
    public void Move(double minutes, int sensor = 0)
    {
        for (var until = Minute + minutes; Minute < until;)
        {
            Trigger(sensor);
            Minutes(0.15);
        }
    }

    /// <summary>Somebody sits still: a trigger every so many minutes.</summary>
    public void Sit(double minutes, double everyMinutes, int sensor = 0)
    {
        for (var until = Minute + minutes; Minute < until;)
        {
            Minutes(everyMinutes - 0.05);
            Trigger(sensor);
        }
    }

    public void Dispose() => Place.Dispose();

    private static string WordOf(MetricReading reading) =>
        reading.Value.IsNull ? reading.Quality == QualityCode.Bad ? "broken" : "unknown" : reading.Value.Bits == 1 ? "occupied" : "free";

    private double MinuteOf(long ms) => (DateTimeOffset.FromUnixTimeMilliseconds(ms) - _start).TotalMinutes;

    private void OnReading(MetricReading reading)
    {
        Readings.Add(reading);
        SettledAtReading.Add(Place.SettledMs);
    }
}
