using System.Globalization;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Points;
using OpcSpaces.Points.Hours;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>A simulated gateway that seals its hours as the agent does, from its own log. It keeps every reading that it made, for a plain calculation.</summary>
internal sealed class SealingGateway(string group, string node, int devices, TimeProvider time, int seed)
{
    private const long Hour = MetricHour.LengthMs;
    private readonly Dictionary<ulong, MetricTally> _tallies = [];
    private readonly ClockHistory _clock = new();
    private readonly long _bootMs = time.GetUtcNow().ToUnixTimeMilliseconds();
    private long? _nextHourMs;
    private long? _blindSinceMs = 0; // until its first reading
    private string _boot = "boot-1";
    private long _wrongSinceMs;
    private long _madeBeforeMs;

    public SimulatedGateway Wire { get; } = new(group, node, devices, time, seed) { HasAir = true };

    /// <summary>Every reading by zone and full name, in the order in which it was made, with its true time.</summary>
    public Dictionary<(string Zone, string Name), List<Reading>> Made { get; } = [];

    /// <summary>Those of <see cref="Made"/> that it made while it did not believe its own clock: they say what holds, and no register grows by them.</summary>
    public HashSet<Reading> Doubted { get; } = [];

    /// <summary>When it may have missed entries, until it sensed something again.</summary>
    public List<(long FromMs, long ToMs)> Blind { get; } = [];

    /// <summary>What it says of expected time, by zone and point: known, expected, low and high in ms. The same in all hours.</summary>
    public Dictionary<(string Zone, string Point), (long Known, long Expected, long Low, long High)> Expected { get; } = [];

    /// <summary>When the hours that it seals begin, in ms after those of UTC; set before its first reading.</summary>
    public int HourPhaseMs { get; set; }

    /// <summary>What it adds to the observed time of its seals, to be found out.</summary>
    public long LieMs { get; set; }

    /// <summary>By how much its clock is ahead.</summary>
    public long AheadMs { get; private set; }

    /// <summary>What its clock shows.</summary>
    public long NowMs => TrueMs + AheadMs;

    public long TrueMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>When its clock was wrong: from the earlier of what it showed and the truth, to the end in truth, in ms since 1970 UTC.</summary>
    public List<(long FromMs, long UntilMs)> Wrong { get; } = [];

    /// <summary>Its clock is set, and it says so in its log as the agent does.</summary>
    public void SetClock(long aheadMs, bool? synchronized)
    {
        var stepMs = aheadMs - AheadMs;
        RememberWrong();
        AheadMs = aheadMs;
        Say(synchronized, stepMs == 0 ? null : stepMs);
    }

    /// <summary>A power cut: all is unknown since then, and another boot begins with a clock that may be wrong.</summary>
    /// <param name="offMs">For how long the machine was off.</param>
    /// <param name="aheadMs">By how much its clock is ahead since.</param>
    /// <param name="synchronized">Whether its kernel calls that synchronised.</param>
    public void Reboot(long offMs, long aheadMs, bool? synchronized)
    {
        RememberWrong();
        (AheadMs, _madeBeforeMs) = (AheadMs - offMs, offMs);
        Unknown();
        _madeBeforeMs = 0;
        long? earlierMs = synchronized == true ? null : NowMs;
        (AheadMs, _boot) = (aheadMs, _boot + "'");
        Say(synchronized, null, earlierMs);
    }

    public void Desk(int device, int desk, bool? occupied) => Take(
        device, $"desk/{desk}/occupied", SimulatedGateway.DeskAlias(device, desk), SparkplugDataType.Boolean, MetricNature.Presence,
        occupied is { } known ? new Reading(NowMs, PointValue.Of(known)) : Reading.Unknown(NowMs));

    public void Meter(int device, ulong? register) => Take(
        device, "meter/1/energy", SimulatedGateway.EnergyAlias(device), SparkplugDataType.UInt64, MetricNature.Register,
        register is { } known ? new Reading(NowMs, PointValue.Of(known)) : Reading.Unknown(NowMs));

    public void Door(int device, string? badge) => Take(
        device, "door/1/entry", SimulatedGateway.DoorAlias(device), SparkplugDataType.String, MetricNature.Moment,
        badge is null ? Reading.Unknown(NowMs) : new Reading(NowMs, PointValue.Of(badge)));

    public void Air(int device, float ppm) => Take(
        device, "env/1/co2", SimulatedGateway.Co2Alias(device), SparkplugDataType.Float, MetricNature.Gauge, new Reading(NowMs, PointValue.Of(ppm)));

    /// <summary>All is unknown, as an agent says after a crash.</summary>
    public void Unknown()
    {
        for (var device = 0; device < Wire.Devices.Length; device++)
        {
            for (var desk = 0; desk < SimulatedGateway.DesksPerDevice; desk++) Desk(device, desk, null);
            Meter(device, null);
            Door(device, null);
        }
    }

    /// <summary>Seals every hour that ended half an hour ago and more.</summary>
    public void SealWhatIsDue()
    {
        if (_clock.IsDoubted) return;
        var next = _nextHourMs ??= MetricHour.StartOf(NowMs, HourPhaseMs);
        for (; NowMs >= next + Hour + (Hour / 2); next += Hour) Seal(next);
        _nextHourMs = next;
    }

    public void Seal(long hourMs)
    {
        var seal = new Seal
        {
            HourMs = hourMs,
            Through = Wire.Last,
            Boot = _boot,
            Zones = [.. Wire.Devices.Select((zone, device) => SealedOf(zone, device, hourMs))],
        };
        Wire.Append(SimulatedGateway.Own, Bytes.Content(content => content.Append(SimulatedGateway.SealAlias, SparkplugDataType.String, new Reading(NowMs, PointValue.Of(seal.ToJson())))));
    }

    private void RememberWrong()
    {
        if (AheadMs != 0) Wrong.Add((Math.Min(_wrongSinceMs, _wrongSinceMs + AheadMs), TrueMs));
        _wrongSinceMs = TrueMs;
    }

    private void Say(bool? synchronized, long? stepMs, long? earlierMs = null)
    {
        var statement = new ClockStatement { Boot = _boot, WallMs = NowMs, MonotonicMs = TrueMs - _bootMs, Synchronized = synchronized, StepMs = stepMs, EarlierMs = earlierMs };
        Wire.Append(SimulatedGateway.Own, Bytes.Content(content => content.Append(SimulatedGateway.ClockAlias, SparkplugDataType.String, new Reading(NowMs, PointValue.Of(statement.ToJson())))));
        if (_clock.Take(statement) is not { } turn) return;
        foreach (var tally in _tallies.Values) tally.Turn(turn);
        if (turn.Kind == ClockTurnKind.Doubted || _nextHourMs is not { } next) return;
        if (turn.Kind == ClockTurnKind.Corrected && next <= MetricHour.StartOf(turn.WrongUntilMs) + Hour) next = Math.Min(next, MetricHour.StartOf(turn.WrongFromMs));
        _nextHourMs = Math.Min(next, MetricHour.StartOf(turn.NowMs));
    }

    private SealedZone SealedOf(string zone, int device, long hourMs)
    {
        string[] desks = [.. Enumerable.Range(0, SimulatedGateway.DesksPerDevice).Select(desk => string.Create(CultureInfo.InvariantCulture, $"desk/{desk}"))];
        var hours = desks.Select((_, desk) => HourOf(SimulatedGateway.DeskAlias(device, desk), hourMs)).ToList();
        var expected = desks.Select(desk => Expected.GetValueOrDefault((zone, desk))).ToList();
        var meter = HourOf(SimulatedGateway.EnergyAlias(device), hourMs);
        return new SealedZone(
            zone,
            new SealedPlaces(
                desks, [.. hours.Select(it => Math.Min(Hour, it.ObservedMs + LieMs))], [.. hours.Select(it => it.ActiveMs)],
                [.. expected.Select(it => it.Known)], [.. expected.Select(it => it.Expected)], [.. expected.Select(it => it.Low)], [.. expected.Select(it => it.High)]),
            new SealedMeters(["meter/1"], [meter.ObservedMs], [meter.Amount]),
            new SealedDoors(["door/1"], [HourOf(SimulatedGateway.DoorAlias(device), hourMs).Amount]));
    }

    private MetricHour HourOf(ulong alias, long hourMs) =>
        _tallies.TryGetValue(alias, out var tally) ? tally.HourAt(hourMs, hourMs + Hour) : new MetricHour(hourMs, 0, 0, 0);

    private void Take(int device, string name, ulong alias, SparkplugDataType type, MetricNature nature, Reading reading)
    {
        if (nature == MetricNature.Moment && reading.Value.IsNull) _blindSinceMs ??= TrueMs - _madeBeforeMs;
        else if (!reading.Value.IsNull && _blindSinceMs is { } since)
        {
            Blind.Add((since, TrueMs));
            _blindSinceMs = null;
        }

        var key = (Wire.Devices[device], name);
        if (!Made.TryGetValue(key, out var made)) Made[key] = made = [];
        made.Add(reading with { TimestampMs = TrueMs - _madeBeforeMs });
        if (_clock.IsDoubted) Doubted.Add(made[^1]);
        if (!_tallies.TryGetValue(alias, out var tally))
        {
            _tallies[alias] = tally = new MetricTally(nature, HourPhaseMs);
            if (_clock.IsDoubted) tally.StopAt(0);
        }

        tally.Take(reading);
        Wire.Values[alias] = reading.Value;
        Wire.Append(device, Bytes.Content(content => content.Append(alias, type, reading)));
    }
}
