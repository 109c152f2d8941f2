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
    private readonly Dictionary<(string Gateway, string Device), BirthCertificate> _births = [];

    private JournaledReadings()
    {
    }

    /// <summary>Per series, by time in ns.</summary>
    public Dictionary<SeriesKey, SortedDictionary<long, SeriesSample>> Series { get; } = [];

    /// <summary>Per series the reading that was made last, which need not be the newest: ends of stays are dated back.</summary>
    public Dictionary<SeriesKey, SeriesSample> Last { get; } = [];

    /// <summary>Per gateway the seals of its hours, in the order of the journal.</summary>
    public Dictionary<string, List<Seal>> Seals { get; } = [];

    /// <summary>Readings that another one of the same series and nanosecond hides.</summary>
    public List<Difference> Collisions { get; } = [];

    public long Count => Series.Values.Sum(series => (long)series.Count);

    public static JournaledReadings Read(JournalCopy journal)
    {
        var readings = new JournaledReadings();
        foreach (var entry in journal.Entries())
        {
            if (entry.Kind is JournalKind.NodeBirth or JournalKind.DeviceBirth) readings.Learn(entry);
            else if (entry.Kind == JournalKind.Data) readings.Take(entry);
        }

        return readings;
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

    private void Take(JournalEntry entry)
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
                Assert.True(metric.TryGetString(out var json) & Seal.TryParse(json, out var seal, out var error), error);
                if (!Seals.TryGetValue(entry.Gateway, out var seals)) Seals[entry.Gateway] = seals = [];
                seals.Add(seal!);
                continue;
            }

            if (meaning.Name == OutboxMetrics.ClockStatement)
            {
                Assert.True(metric.TryGetString(out var json) & ClockStatement.TryParse(json, out _, out var error), error);
                continue;
            }

            if (!times.TryGetValue(metric.Alias, out var earlier)) times[metric.Alias] = earlier = [];
            var tie = ((entry.Sequence % 31_250 * 32) + Ordinal(earlier, metric.TimestampMs)) % 1_000_000;
            earlier.Add(metric.TimestampMs);
            var sample = new SeriesSample((metric.TimestampMs * 1_000_000) + (long)tie, ValueOf(metric, meaning.DataType).Stored, metric.Quality);
            Add(SeriesOf(entry, meaning.Name), sample);
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
