using OpcSpaces.Model.Places;
using OpcSpaces.Points;
using OpcSpaces.Projections.Batches;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Session;

namespace OpcSpaces.Projections.Series;

/// <summary>
/// Turns journal entries into series points, and what makes no sense into dead letters. A function of the journal alone, so
/// that the same entries give the same points and letters whenever they are read.
/// </summary>
internal sealed class SeriesMapper : IReadingSink<SeriesTarget>
{
    private const long EarliestMs = 1_325_376_000_000; // 2012-01-01: no gateway is older; recordings of 2017 are played back
    private const long LongestAheadMs = 24 * 3_600_000;
    private const int MostLettersPerEntry = 32;
    private const long NanosecondsPerMs = 1_000_000;

    private readonly SeriesBatch _batch;
    private readonly List<DeadLetter> _letters;
    private readonly SeriesCatalog _catalog;
    private readonly BirthBook<SeriesTarget> _births;
    private readonly List<string> _unmapped = [];

    // The entry that is being read.
    private JournalEntry _entry = null!;
    private long _receivedMs;
    private ulong _sequence;
    private int _refused;
    private bool _isForeign;

    public SeriesMapper(SeriesBatch batch, List<DeadLetter> letters, SeriesCatalog catalog)
    {
        (_batch, _letters, _catalog) = (batch, letters, catalog);
        _births = new BirthBook<SeriesTarget>(Resolve);
    }

    /// <summary>Takes up the births that are valid where reading begins.</summary>
    public void Resume(IEnumerable<JournalEntry> births)
    {
        _births.Clear();
        foreach (var birth in births)
            _births.Learn(birth);
        _unmapped.Clear();
    }

    public void Map(JournalEntry entry)
    {
        switch (entry.Kind)
        {
            case JournalKind.NodeBirth or JournalKind.DeviceBirth:
                OnBirth(entry);
                break;
            case JournalKind.Data or JournalKind.ForeignData:
                OnData(entry);
                break;
        }
    }

    public void Read(SeriesTarget target, int index, in Reading reading)
    {
        var point = target.Key;
        var ms = _isForeign ? Math.Min(reading.TimestampMs, _receivedMs) : reading.TimestampMs;
        if (ms < EarliestMs || ms > _receivedMs + LongestAheadMs)
        {
            Refuse(index, "absurd-time", $"{point.Point}/{point.Field} at {reading.TimestampMs} ms, received at {_receivedMs} ms", []);
            return;
        }
        var tie = TieBreaker.Nanoseconds(_sequence, target.OrdinalOf(_entry.Id, ms));
        _batch.Add(new SeriesPoint(point, (ms * NanosecondsPerMs) + tie, reading.Value, reading.Quality));
    }

    public void Refuse(int index, ReadingFault fault, BirthMetric? metric, ReadOnlySpan<byte> record)
    {
        var (reason, text) = fault switch
        {
            ReadingFault.Unreadable => ("unreadable-metric", "the metric cannot be read"),
            ReadingFault.UnknownMetric => ("unknown-metric", "its birth has no such metric"),
            ReadingFault.WrongType => ("wrong-type", $"{metric?.Name} is no {metric?.DataType}"),
            ReadingFault.NoTimestamp => ("no-timestamp", $"{metric?.Name} has no time"),
            _ => ("damaged-batch", "the batch breaks off here"),
        };
        Refuse(index, reason, text, record);
    }

    private void OnBirth(JournalEntry entry)
    {
        _births.Learn(entry);
        if (_unmapped.Count == 0)
            return;
        var names = string.Join(", ", _unmapped.Take(20));
        _letters.Add(new DeadLetter(
            entry.Id, 0, entry.ReceivedAt, TopicOf(entry), "unmapped-metric", $"{_unmapped.Count} metrics have no series: {names}", default));
        _unmapped.Clear();
    }

    private void OnData(JournalEntry entry)
    {
        (_entry, _refused, _isForeign) = (entry, 0, entry.Kind == JournalKind.ForeignData);
        _receivedMs = entry.ReceivedAt.ToUnixTimeMilliseconds();
        if (_births.Find(entry.Gateway, entry.Device) is not { } table)
        {
            Refuse(0, "no-birth", "the journal holds no birth for this batch", entry.Payload);
            return;
        }
        _sequence = _isForeign ? (ulong)entry.Id : entry.Sequence;
        _batch.BeginEntry(entry.Id);
        BatchReader.Read(entry.Payload, table, _isForeign ? _receivedMs : null, this);
        if (_refused > MostLettersPerEntry)
        {
            _letters.Add(new DeadLetter(
                entry.Id, MostLettersPerEntry, entry.ReceivedAt, TopicOf(entry), "and-more",
                $"{_refused - MostLettersPerEntry} further parts of this batch make no sense", entry.Payload));
        }
    }

    private void Refuse(int index, string reason, string text, ReadOnlySpan<byte> record)
    {
        if (_refused++ < MostLettersPerEntry)
        {
            _letters.Add(new DeadLetter(
                _entry.Id, _refused - 1, _entry.ReceivedAt, TopicOf(_entry), reason, $"reading {index}: {text}", record.ToArray()));
        }
    }

    private SeriesTarget? Resolve(JournalEntry birth, BirthMetric metric)
    {
        if (ReservedNames.IsProtocol(metric.Name))
            return null;
        var isGateway = ReservedNames.IsGateway(metric.Name);
        var measurement = isGateway ? Measurements.Gateway : PointMetric.MeasurementOf(metric.Name);
        if (measurement is null || !PointType.IsPoint(metric.DataType))
        {
            _unmapped.Add(metric.Name);
            return null;
        }
        var (community, node) = GatewayKey.Parse(birth.Gateway);
        var (point, field) = isGateway ? new MetricName(node, metric.Name) : MetricName.Parse(metric.Name);
        // A birth without an epoch is of an edge node without an outbox, of which readings come at most once.
        return new SeriesTarget(_catalog.Of(measurement, community, birth.Device ?? "", point, field, isForeign: birth.Epoch == 0));
    }

    private static string TopicOf(JournalEntry entry) =>
        entry.Device is null ? entry.Gateway : $"{entry.Gateway}/{entry.Device}";
}
