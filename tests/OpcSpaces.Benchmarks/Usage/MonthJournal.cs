using System.Buffers;
using System.Globalization;
using OpcSpaces.Points;
using OpcSpaces.Points.Hours;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Benchmarks.Usage;

/// <summary>
/// A journal of 1,000 desks in 100 zones for a number of days, as 34 gateways would have filled it: desks that change during the working
/// day, 125 meters, 160 doors and 200 sensors of the air, and a seal for each hour. A month has about as many readings as the simulated building.
/// </summary>
internal sealed class MonthJournal
{
    private const int Zones = 100;
    private const int ZonesPerGateway = 3;
    private const int DesksPerZone = 10;
    private const ulong NodeAlias = 1;
    private const ulong SealAlias = 3;
    private static readonly long StartMs = new DateTimeOffset(2026, 3, 1, 16, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(); // a midnight in Shenzhen

    private readonly Random _random = new(7);
    private readonly List<JournalDraft> _drafts = [];
    private readonly Journal _journal;
    private readonly ulong[] _sequences = new ulong[(Zones + ZonesPerGateway - 1) / ZonesPerGateway];
    private readonly ulong[] _registers = new ulong[Zones * 2];
    private readonly MetricTally[,] _desks = new MetricTally[Zones, DesksPerZone];
    private readonly ContentWriter _content = new();

    private MonthJournal(Journal journal) => _journal = journal;

    /// <summary>How many readings it has, without the seals.</summary>
    public long Readings { get; private set; }

    /// <summary>Fills an empty journal.</summary>
    public static MonthJournal Fill(Journal journal, int days, CancellationToken stop)
    {
        var month = new MonthJournal(journal);
        month.Births();
        for (var hour = 0; hour < days * 24 && !stop.IsCancellationRequested; hour++) month.Hour(hour);
        month.Flush();
        return month;
    }

    private static string Gateway(int gateway) => string.Create(CultureInfo.InvariantCulture, $"bench/gw-{gateway + 1:00}");

    private static string Zone(int zone) => string.Create(CultureInfo.InvariantCulture, $"zone-{zone + 1:000}");

    private static ulong Alias(int zone, int metric) => (ulong)(1_000 + (zone * 100) + metric);

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private void Births()
    {
        for (var gateway = 0; gateway < _sequences.Length; gateway++)
        {
            var node = Birth(NodeAlias, ("bdSeq", 90, SparkplugDataType.Int64), (OutboxMetrics.Seal, SealAlias, SparkplugDataType.String));
            _drafts.Add(new JournalDraft(At(StartMs), JournalKind.NodeBirth, Gateway(gateway), null, 7, 0, node));
            for (var zone = gateway * ZonesPerGateway; zone < Math.Min(Zones, (gateway + 1) * ZonesPerGateway); zone++)
            {
                List<(string, ulong, SparkplugDataType)> points = [.. Enumerable.Range(0, DesksPerZone).Select(desk => ($"desk/{desk + 1}/occupied", Alias(zone, 10 + desk), SparkplugDataType.Boolean))];
                points.AddRange([("meter/1/energy", Alias(zone, 30), SparkplugDataType.UInt64), ("door/1/entry", Alias(zone, 31), SparkplugDataType.String), ("env/1/co2", Alias(zone, 32), SparkplugDataType.Float), ("env/1/temperature", Alias(zone, 33), SparkplugDataType.Float)]);
                _drafts.Add(new JournalDraft(At(StartMs), JournalKind.DeviceBirth, Gateway(gateway), Zone(zone), 7, 0, Birth(Alias(zone, 0), [.. points])));
                for (var desk = 0; desk < DesksPerZone; desk++) _desks[zone, desk] = new MetricTally(MetricNature.Presence);
            }
        }

        Flush();
    }

    private static byte[] Birth(ulong outboxAlias, params (string Name, ulong Alias, SparkplugDataType Type)[] metrics)
    {
        var birth = new SparkplugPayload { Timestamp = (ulong)StartMs, Sequence = 0 };
        birth.Metrics.Add(new SparkplugMetric { Name = OutboxMetrics.Epoch, Alias = outboxAlias, DataType = SparkplugDataType.UInt64, Value = SparkplugValue.FromUInt64(7), Timestamp = (ulong)StartMs });
        birth.Metrics.Add(new SparkplugMetric { Name = OutboxMetrics.Sequence, Alias = outboxAlias + 1, DataType = SparkplugDataType.UInt64, Value = SparkplugValue.FromUInt64(0), Timestamp = (ulong)StartMs });
        birth.Metrics.AddRange(metrics.Select(metric => new SparkplugMetric { Name = metric.Name, Alias = metric.Alias, DataType = metric.Type, IsNull = true, Value = SparkplugValue.None, Timestamp = (ulong)StartMs }));
        return SparkplugCodec.Encode(birth);
    }

    private void Hour(int hour)
    {
        var (startMs, isWork) = (StartMs + (hour * MetricHour.LengthMs), hour % 24 is >= 9 and < 19 && hour / 24 % 7 < 5);
        for (var zone = 0; zone < Zones; zone++)
        {
            // Every five minutes a batch of meter and air; desks and doors in working hours.
            for (var minute = 0; minute < 60; minute += 5)
            {
                var ms = startMs + (minute * 60_000) + (zone * 10);
                _content.Clear();
                Add(Alias(zone, 30), SparkplugDataType.UInt64, new Reading(ms, PointValue.Of(_registers[zone] += (ulong)_random.Next(isWork ? 60 : 5))));
                Add(Alias(zone, 32), SparkplugDataType.Float, new Reading(ms, PointValue.Of(400f + _random.Next(600))));
                Add(Alias(zone, 33), SparkplugDataType.Float, new Reading(ms, PointValue.Of(20f + _random.Next(6))));
                for (var desk = 0; desk < DesksPerZone; desk++)
                {
                    if (hour > 0 && (!isWork || _random.Next(6) > 0)) continue;
                    var reading = new Reading(ms + desk, PointValue.Of(hour > 0 && _random.Next(2) == 0));
                    _desks[zone, desk].Take(reading);
                    Add(Alias(zone, 10 + desk), SparkplugDataType.Boolean, reading);
                }

                if (isWork && _random.Next(3) == 0) Add(Alias(zone, 31), SparkplugDataType.String, new Reading(ms, PointValue.Of("k7fq2p9x")));
                Batch(zone / ZonesPerGateway, Zone(zone), Alias(zone, 0), ms);
            }
        }

        // The hour before, half an hour after its end; once all batches of this hour are there it is even later.
        if (hour > 0) Seals(startMs - MetricHour.LengthMs, startMs + MetricHour.LengthMs);
    }

    private void Seals(long hourMs, long nowMs)
    {
        for (var gateway = 0; gateway < _sequences.Length; gateway++)
        {
            var zones = Enumerable.Range(gateway * ZonesPerGateway, ZonesPerGateway).Where(zone => zone < Zones).Select(zone => SealedOf(zone, hourMs)).ToList();
            var seal = new Seal { HourMs = hourMs, Through = _sequences[gateway], Boot = "bench", Zones = zones };
            _content.Clear();
            _content.Append(SealAlias, SparkplugDataType.String, new Reading(nowMs, PointValue.Of(seal.ToJson())));
            Batch(gateway, null, NodeAlias, nowMs);
        }
    }

    private SealedZone SealedOf(int zone, long hourMs)
    {
        var hours = Enumerable.Range(0, DesksPerZone).Select(desk => _desks[zone, desk].HourAt(hourMs, hourMs + MetricHour.LengthMs)).ToList();
        for (var desk = 0; desk < DesksPerZone; desk++) _desks[zone, desk].Forget(hourMs);
        long[] expected = [.. hours.Select(it => it.ActiveMs > 0 ? it.ActiveMs + _random.Next(60_000) : _random.Next(3_000))];
        return new SealedZone(Zone(zone), new SealedPlaces(
            [.. Enumerable.Range(1, DesksPerZone).Select(desk => PointId.Of(PointKind.Desk, desk))], [.. hours.Select(it => it.ObservedMs)], [.. hours.Select(it => it.ActiveMs)],
            [.. hours.Select(_ => MetricHour.LengthMs)], [.. expected.Select(it => Math.Min(it, MetricHour.LengthMs))],
            [.. hours.Select(it => it.ActiveMs * 9 / 10)], [.. hours.Select(it => Math.Min(MetricHour.LengthMs, it.ActiveMs * 11 / 10))]));
    }

    private void Add(ulong alias, SparkplugDataType type, in Reading reading)
    {
        _content.Append(alias, type, reading);
        Readings++;
    }

    private void Batch(int gateway, string? zone, ulong alias, long nowMs)
    {
        var to = new ArrayBufferWriter<byte>(512);
        var sequence = ++_sequences[gateway];
        OutboxMessageWriter.Write(to, nowMs, 1, alias, 7, alias + 1, sequence, _content.Written, historical: false);
        _drafts.Add(new JournalDraft(At(nowMs), JournalKind.Data, Gateway(gateway), zone, 7, sequence, to.WrittenSpan.ToArray()));
        if (_drafts.Count >= 2_048) Flush();
    }

    private void Flush()
    {
        _journal.Append(_drafts);
        _drafts.Clear();
    }
}
