using OpcSpaces.Ingest.Testing;
using OpcSpaces.Model.Usage;
using OpcSpaces.Points;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>Days of random readings with crashes, lost links and lost connections, beside a plain calculation from the readings.</summary>
public sealed class PlainUsageTests : IDisposable
{
    private const long Hour = UsageBench.Hour;
    private readonly UsageBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_newest_records_have_the_sums_of_all_readings()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var gateways = new[] { _bench.Add("G1", 2), _bench.Add("G2", 1, group: "C2") };
        for (var step = 0; step < 400; step++)
        {
            RandomDay.Step(_bench, gateways, random, withClocks: false);
            _bench.Project();
        }

        foreach (var gateway in gateways.Where(gateway => !gateway.Wire.IsConnected)) _bench.Cloud.Deliver(gateway.Wire.Connect());
        _bench.Pass(180);
        _bench.Project();
        var checkedHours = 0;
        foreach (var gateway in gateways)
        {
            foreach (var zone in gateway.Wire.Devices)
            {
                for (var hour = 0; hour < 24; hour++)
                {
                    var record = _bench.Newest(hour, zone, gateway.Wire.Group);
                    Assert.True(record is { Closing: UsageClosing.Sealed, Differences: [] }, $"seed {seed}, {zone}, hour {hour}: {record?.Closing}");
                    Compare(gateway, record!, UsageBench.HourMs(hour), $"seed {seed}, {gateway.Wire.Name} {zone}, hour {hour}");
                    checkedHours++;
                }
            }
        }

        Assert.Equal(72, checkedHours);
    }

    /// <summary>
    /// Excluded from the exact comparison are the hours from the earlier of when a clock became wrong and what it showed then, to that in which it was
    /// set right: they are unknown as a whole or in part by rules of their own (<see cref="SetClockUsageTests"/>). Nothing in them is more than in truth.
    /// </summary>
    [Fact]
    public void Hours_that_no_wrong_clock_has_touched_have_the_sums_of_all_readings_and_the_others_never_more()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var gateways = new[] { _bench.Add("G1", 2), _bench.Add("G2", 1, group: "C2") };
        foreach (var gateway in gateways) gateway.SetClock(0, synchronized: true);
        for (var step = 0; step < 500; step++)
        {
            RandomDay.Step(_bench, gateways, random);
            _bench.Project();
        }

        foreach (var gateway in gateways)
        {
            gateway.SetClock(0, synchronized: true);
            if (!gateway.Wire.IsConnected) _bench.Cloud.Deliver(gateway.Wire.Connect());
        }

        _bench.Pass(180);
        _bench.Project();
        var (whole, touched) = (0, 0);
        foreach (var gateway in gateways)
        {
            foreach (var (zone, hour) in gateway.Wire.Devices.SelectMany(zone => Enumerable.Range(0, 30).Select(hour => (zone, hour))))
            {
                var where = $"seed {seed}, {gateway.Wire.Name} {zone}, hour {hour}";
                var (record, hourMs) = (_bench.Newest(hour, zone, gateway.Wire.Group)!, UsageBench.HourMs(hour));
                if (gateway.Wrong.Exists(times => times.FromMs < hourMs + Hour && times.UntilMs >= hourMs))
                {
                    AssertNotMore(gateway, record, hourMs, where);
                    touched++;
                    continue;
                }

                Assert.True(record is { Closing: UsageClosing.Sealed, Differences: [] }, $"{where}: {record?.Closing}, {string.Join(" ", record?.Differences ?? [])}");
                Compare(gateway, record!, hourMs, where);
                whole++;
            }
        }

        Assert.True(whole > 0 && touched > 0, $"seed {seed}: {whole} and {touched}");
    }

    private static void AssertNotMore(SealingGateway gateway, UsageRecord record, long hourMs, string where)
    {
        foreach (var place in record.Places)
        {
            var plain = Presence(gateway.Made.GetValueOrDefault((record.Zone.Zone, $"{place.Point}/occupied")) ?? [], hourMs);
            Assert.True(place.ObservedMs <= plain.Observed && place.OccupiedMs <= plain.Occupied, $"{where}, {place.Point}: {place.ObservedMs}, {place.OccupiedMs} and at most {plain}");
        }

        var entries = gateway.Made.GetValueOrDefault((record.Zone.Zone, "door/1/entry"))?.Count(reading => IsIn(reading, hourMs)) ?? 0;
        Assert.True(record.Doors.All(door => door.Entries <= entries), $"{where}, door");
        var grown = Growth(gateway, record, hourMs);
        Assert.True(record.Meters.All(meter => meter.EnergyWh <= grown), $"{where}, meter: at most {grown}");
    }

    private static void Compare(SealingGateway gateway, UsageRecord record, long hourMs, string where)
    {
        for (var desk = 0; desk < SimulatedGateway.DesksPerDevice; desk++)
        {
            var place = record.Places.Single(place => place.Point == $"desk/{desk}");
            var plain = Presence(Readings($"desk/{desk}/occupied"), hourMs);
            Assert.True((place.ObservedMs, place.OccupiedMs) == (plain.Observed, plain.Occupied), $"{where}, desk {desk}: {place.ObservedMs}, {place.OccupiedMs} and not {plain}");
            Assert.True((place.Use?.FirstMs ?? 0) == plain.First && (place.Use?.LastMs ?? 0) == plain.Last, $"{where}, desk {desk}: {place.Use} and not {plain}");
        }

        var (meter, grown) = (record.Meters.Single(), Growth(gateway, record, hourMs));
        Assert.True(meter.EnergyWh == grown, $"{where}, meter: {meter} and not {grown}");
        Assert.True(record.Doors.Single().Entries == Readings("door/1/entry").Count(reading => !reading.Value.IsNull && IsIn(reading, hourMs)), $"{where}, door");
        var seen = Hour - gateway.Blind.Sum(blind => Math.Max(0, Math.Min(blind.ToMs, hourMs + Hour) - Math.Max(blind.FromMs, hourMs)));
        Assert.True(record.Doors.Single().ObservedMs == seen, $"{where}, door: observed {record.Doors.Single().ObservedMs} and not {seen}");
        var (observed, mean) = Mean(Readings("env/1/co2"), hourMs);
        Assert.True(record.Air.Single().ObservedMs == observed && Math.Abs((record.Air.Single().Mean ?? 0) - mean) < 0.051, $"{where}, air: {record.Air.Single()} and not {mean}");

        List<Reading> Readings(string name) => gateway.Made.GetValueOrDefault((record.Zone.Zone, name)) ?? [];
    }

    private static (int Observed, int Occupied, int First, int Last) Presence(List<Reading> readings, long hourMs)
    {
        var (observed, occupied, first, last) = (0L, 0L, 0L, 0L);
        foreach (var (from, until, reading) in Spans(readings, hourMs))
        {
            observed += until - from;
            if (!reading.Value.AsBoolean) continue;
            if (occupied == 0) first = from - hourMs;
            occupied += until - from;
            last = until - hourMs;
        }

        return ((int)observed, (int)occupied, (int)first, (int)last);
    }

    private static (int Observed, double Mean) Mean(List<Reading> readings, long hourMs)
    {
        var spans = Spans(readings, hourMs).ToList();
        var observed = spans.Sum(span => span.Until - span.From);
        return ((int)observed, observed == 0 ? 0 : spans.Sum(span => (span.Until - span.From) * (double)span.Reading.Value.AsSingle) / observed);
    }

    // What a register grew while its time was not known counts in the hour of the first reading after it, from the last one before it.
    private static long Growth(SealingGateway gateway, UsageRecord record, long hourMs)
    {
        var good = (gateway.Made.GetValueOrDefault((record.Zone.Zone, "meter/1/energy")) ?? []).Where(reading => !reading.Value.IsNull && !gateway.Doubted.Contains(reading)).ToList();
        return good.Zip(good.Skip(1)).Where(pair => IsIn(pair.Second, hourMs)).Sum(pair => Math.Max(0, pair.Second.Value.AsInteger - pair.First.Value.AsInteger));
    }

    private static IEnumerable<(long From, long Until, Reading Reading)> Spans(List<Reading> readings, long hourMs)
    {
        for (var i = 0; i < readings.Count; i++)
        {
            var from = Math.Max(readings[i].TimestampMs, hourMs);
            var until = Math.Min(i + 1 < readings.Count ? readings[i + 1].TimestampMs : long.MaxValue, hourMs + Hour);
            if (until > from && !readings[i].Value.IsNull) yield return (from, until, readings[i]);
        }
    }

    private static bool IsIn(Reading reading, long hourMs) => reading.TimestampMs >= hourMs && reading.TimestampMs < hourMs + Hour;
}
