using OpcSpaces.Points;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>
/// The readings that a journal holds, by series, worked out apart from the product's projections: one entry after another under
/// the births before it, each reading at its ms with the tie-breaker of sequence and index.
/// </summary>
internal sealed class JournaledReadings
{
    private const long LastOfMs = 999_999; // the nanosecond behind all readings of a ms
    private const string OfGateways = "gateway"; // the measurement of what gateways say about themselves

    private readonly Dictionary<(string Gateway, string Device), BirthCertificate> _births = [];
    private readonly Dictionary<string, (ulong Epoch, long NewestMs)> _logs = [];
    private readonly Dictionary<SeriesKey, string> _gateways = [];

    private readonly WrongClocks _clocks;

    private JournaledReadings(IReadOnlyList<WrongTimes>? wrong = null) => _clocks = new WrongClocks(wrong ?? []);

    /// <summary>Per series, by time in ns.</summary>
    public Dictionary<SeriesKey, SortedDictionary<long, SeriesSample>> Series { get; } = [];

    /// <summary>Per series the reading that was made last, which need not be the newest: ends of stays are dated back.</summary>
    public Dictionary<SeriesKey, SeriesSample> Last { get; } = [];

    /// <summary>Per gateway the seals of its hours, in the order of the journal.</summary>
    public Dictionary<string, List<Seal>> Seals { get; } = [];

    /// <summary>Readings that another one of the same series and nanosecond hides.</summary>
    public List<Difference> Collisions { get; } = [];

    /// <summary>Readings that are older than the one before them, where they were read in order.</summary>
    public List<string> DatedBack { get; } = [];

    public long Count => Series.Values.Sum(series => (long)series.Count);

    /// <param name="journal">The journal.</param>
    /// <param name="withUnknowns">
    /// Whether a gateway that begins a new outbox makes all its series unknown from its newest reading on, readings without a time that can be one
    /// are left out, and a reading that is older than the one before it counts at that one's time: as for the sums of hours.
    /// </param>
    /// <param name="wrong">When gateways had wrong clocks: their readings of that time have none, and what held then counts on when the clock was set.</param>
    public static JournaledReadings Read(JournalCopy journal, bool withUnknowns = false, IReadOnlyList<WrongTimes>? wrong = null)
    {
        var readings = new JournaledReadings(wrong);
        foreach (var entry in journal.Entries())
        {
            if (entry.Kind is JournalKind.NodeBirth or JournalKind.DeviceBirth) readings.Learn(entry);
            else if (entry.Kind == JournalKind.Data)
            {
                if (withUnknowns) readings.FollowLog(entry);
                readings.Take(entry, withUnknowns);
            }
        }

        foreach (var (key, series) in readings.Series) readings._clocks.Void(readings._gateways[key], key, series);
        return readings;
    }

    /// <summary>The readings of a span, and what was before it: of each series the last reading, and the last good one. It is enough for the sums of the span, and fast.</summary>
    public JournaledReadings Between(long fromMs, long toMs)
    {
        var part = new JournaledReadings();
        foreach (var (key, series) in Series)
        {
            var (last, lastGood) = ((SeriesSample?)null, (SeriesSample?)null);
            foreach (var sample in series.Values)
            {
                if (sample.TimeNs >= toMs * 1_000_000) break;
                if (sample.TimeNs >= fromMs * 1_000_000) part.Add(key, sample);
                else (last, lastGood) = (sample, sample.Quality == QualityCode.Good && !sample.Value.IsNull ? sample : lastGood);
            }

            foreach (var sample in new[] { lastGood, last }.OfType<SeriesSample>().Distinct()) part.Add(key, sample);
        }

        return part;
    }

    /// <summary>Readings that no journal holds, for a test of the tests.</summary>
    public static JournaledReadings Of(params (SeriesKey Key, SeriesSample[] Samples)[] series)
    {
        var readings = new JournaledReadings();
        foreach (var (key, samples) in series)
        {
            foreach (var sample in samples) readings.Add(key, sample);
        }

        return readings;
    }

    private void Learn(JournalEntry entry)
    {
        if (BirthCertificate.TryRead(entry.Payload, out var birth, out _)) _births[(entry.Gateway, entry.Device ?? "")] = birth!;
    }

    private SeriesSample InOrder(SeriesKey key, SeriesSample sample)
    {
        if (!Last.TryGetValue(key, out var last) || sample.TimeNs > last.TimeNs) return sample;
        if (sample.TimeNs / 1_000_000 < last.TimeNs / 1_000_000) DatedBack.Add($"{key}: {sample} after {last}");
        return sample with { TimeNs = last.TimeNs + 1 };
    }

    private void FollowLog(JournalEntry entry)
    {
        var (epoch, newestMs) = _logs.GetValueOrDefault(entry.Gateway, (entry.Epoch, 0));
        _logs[entry.Gateway] = (entry.Epoch, newestMs);
        if (epoch == entry.Epoch) return;
        foreach (var (key, series) in Series.Where(series => _gateways[series.Key] == entry.Gateway))
        {
            var sinceMs = Math.Max(newestMs, series.Keys.Last() / 1_000_000);
            series[(sinceMs * 1_000_000) + LastOfMs] = new SeriesSample((sinceMs * 1_000_000) + LastOfMs, PointValue.Null, QualityCode.Stale);
        }
    }

    private void Take(JournalEntry entry, bool inOrder)
    {
        if (!_births.TryGetValue((entry.Gateway, entry.Device ?? ""), out var birth)) return;
        var reader = new PayloadReader(entry.Payload);
        var times = new Dictionary<ulong, List<long>>();
        while (reader.TryReadNext(out var metric))
        {
            if (metric.Alias == birth.EpochAlias || metric.Alias == birth.SequenceAlias) continue;
            if (birth.FindAlias(metric.Alias) is not { } meaning) continue;
            if (meaning.Name == OutboxMetrics.Seal)
            {
                if (!(metric.TryGetString(out var json) & Seal.TryParse(json, out var seal, out var error))) throw new InvalidDataException(error);
                if (!Seals.TryGetValue(entry.Gateway, out var seals)) Seals[entry.Gateway] = seals = [];
                seals.Add(seal!);
                continue;
            }

            if (meaning.Name == OutboxMetrics.ClockStatement)
            {
                if (!(metric.TryGetString(out var json) & ClockStatement.TryParse(json, out var statement, out var error))) throw new InvalidDataException(error);
                foreach (var (series, held) in _clocks.SetRight(entry, statement!)) Add(series, held);
                continue;
            }

            if (inOrder && metric.TimestampMs < PlausibleTime.EarliestMs) continue;
            if (!times.TryGetValue(metric.Alias, out var earlier)) times[metric.Alias] = earlier = [];
            var tie = ((entry.Sequence % 31_250 * 32) + Ordinal(earlier, metric.TimestampMs)) % 1_000_000;
            earlier.Add(metric.TimestampMs);
            var sample = new SeriesSample((metric.TimestampMs * 1_000_000) + (long)tie, ValueOf(metric, meaning.DataType).Stored, metric.Quality);
            var key = SeriesOf(entry, meaning.Name);
            _gateways[key] = entry.Gateway;
            if (_clocks.Holds(entry, metric.TimestampMs, key, sample, Last.TryGetValue(key, out var last) ? last : null, out var unknown))
            {
                if (unknown is { } since) Add(key, since);
                continue;
            }

            // What is in no sum of an hour does not show that the others were observed.
            if (key.Field != "power" && key.Measurement != OfGateways && _logs.TryGetValue(entry.Gateway, out var log)) _logs[entry.Gateway] = log with { NewestMs = Math.Max(log.NewestMs, metric.TimestampMs) };
            Add(key, inOrder ? InOrder(key, sample) : sample);
        }
    }

    // Readings that go on in time are the first of their millisecond; one that goes back stands behind all.
    private static ulong Ordinal(List<long> earlier, long ms)
    {
        if (earlier.Count == 0 || ms > earlier.Max()) return 0;
        return (ulong)(ms == earlier.Max() ? earlier.Count(other => other == ms) : earlier.Count);
    }

    private void Add(SeriesKey key, SeriesSample sample)
    {
        Last[key] = sample;
        if (!Series.TryGetValue(key, out var series)) Series[key] = series = [];
        if (!series.TryAdd(sample.TimeNs, sample)) Collisions.Add(new Difference(DifferenceKind.ReadingMissing, $"{key}", $"two readings at {sample.TimeNs}"));
    }

    private static SeriesKey SeriesOf(JournalEntry entry, string name)
    {
        if (name == SensorTroubles.MetricName) return new SeriesKey(OfGateways, entry.Gateway.Split('/')[0], entry.Device ?? "", entry.Gateway.Split('/')[1], name);
        var (slash, kind) = (name.LastIndexOf('/'), name[..name.IndexOf('/', StringComparison.Ordinal)]);
        var measurement = (kind, name[(slash + 1)..]) switch
        {
            ("meter", _) or (_, "power") => "energy",
            ("door", _) => "access",
            ("env", _) => "environment",
            _ => "occupancy",
        };
        return new SeriesKey(measurement, entry.Gateway.Split('/')[0], entry.Device ?? "", name[..slash], name[(slash + 1)..]);
    }

    private static PointValue ValueOf(in MetricView metric, SparkplugDataType type) => type switch
    {
        _ when metric.IsNull => PointValue.Null,
        SparkplugDataType.Boolean => PointValue.Of(metric.Bits != 0),
        SparkplugDataType.String => PointValue.Of(metric.TryGetString(out var text) ? text : ""),
        SparkplugDataType.Float => PointValue.Of(BitConverter.UInt32BitsToSingle((uint)metric.Bits)),
        _ => PointValue.Of(metric.Bits),
    };
}
