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
/// Turns journal entries into points of series, and parts that cannot be used into dead letters. The same entries give the same points and
/// letters each time they are read.
/// </summary>
internal sealed class SeriesMapper : IReadingSink<SeriesTarget>
{
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

    public SeriesMapper(SeriesBatch batch, List<DeadLetter> letters, SeriesCatalog catalog)
    {
        (_batch, _letters, _catalog) = (batch, letters, catalog);
        _births = new BirthBook<SeriesTarget>(Resolve);
    }

    /// <summary>Takes the births that are valid where reading begins.</summary>
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

    public void Read(SeriesTarget target, int index, in Reading reading, in ReadingTime time)
    {
        var point = target.Key;
        if (!time.IsPlausible)
        {
            Refuse(index, "absurd-time", $"{point.Point}/{point.Field} at {time.SaidMs} ms, received at {_receivedMs} ms", []);
            return;
        }
        var tie = TieBreaker.Nanoseconds(_sequence, target.OrdinalOf(_entry.Id, time.Ms));
        _batch.Add(new SeriesPoint(point, (time.Ms * NanosecondsPerMs) + tie, reading.Value, reading.Quality));
    }

    public void Refuse(int index, ReadingFault fault, BirthMetric? metric, ReadOnlySpan<byte> record)
    {
        var (reason, text) = fault switch
        {
            ReadingFault.Unreadable => ("unreadable-metric", "the metric cannot be read"),
            ReadingFault.UnknownMetric => ("unknown-metric", "its birth has no such metric"),
            ReadingFault.WrongType => ("wrong-type", $"{metric?.Name}, declared as {metric?.DataType}, has a value of another type or outside of its range"),
            ReadingFault.NoTimestamp => ("no-timestamp", $"{metric?.Name} has no time"),
            _ => ("damaged-batch", "the batch breaks off here"),
        };
        Refuse(index, reason, text, record);
    }

    private void OnBirth(JournalEntry entry)
    {
        if (_births.Learn(entry) is { Certificate.HasOutbox: false } table)
            StoreBirth(entry, table);
        if (_unmapped.Count == 0)
            return;
        var names = string.Join(", ", _unmapped.Take(20));
        _letters.Add(new DeadLetter(
            entry.Id, 0, entry.ReceivedAt, TopicOf(entry), "unmapped-metric", $"{_unmapped.Count} metrics have no series: {names}", default));
        _unmapped.Clear();
    }

    /// <summary>
    /// Some values of a foreign node come in its births only, while our gateways have every reading in their outbox. A birth that comes again
    /// with the same times writes the same points. Events are left out: a birth repeats the last one.
    /// </summary>
    private void StoreBirth(JournalEntry entry, BirthTable<SeriesTarget> table)
    {
        Begin(entry, sequence: 0);
        foreach (var metric in table.Certificate.Metrics)
        {
            if (table.Points[metric.Index] is not { } target || PointMetric.Find(metric.Name) is { Nature: MetricNature.Moment })
                continue;
            var time = table.TimeOf(metric, _receivedMs);
            var isReadable = table.TryRead(metric, out var value);
            if (!isReadable)
                Refuse(metric.Index, ReadingFault.WrongType, metric, default);
            Read(target, metric.Index, isReadable ? new Reading(time.Ms, value, metric.Quality) : new Reading(time.Ms, PointValue.Null, QualityCode.Bad), time);
        }
        SayHowManyMore();
    }

    private void Begin(JournalEntry entry, ulong sequence)
    {
        (_entry, _refused, _sequence) = (entry, 0, sequence);
        _receivedMs = entry.ReceivedAt.ToUnixTimeMilliseconds();
        _batch.BeginEntry(entry.Id);
    }

    private void OnData(JournalEntry entry)
    {
        var isForeign = entry.Kind == JournalKind.ForeignData;
        Begin(entry, isForeign ? (ulong)entry.Id : entry.Sequence);
        if (_births.Find(entry.Gateway, entry.Device) is not { } table)
        {
            Refuse(0, "no-birth", "the journal holds no birth for this batch", entry.Payload);
            return;
        }
        BatchReader.Read(entry.Payload, table, _receivedMs, isForeign, this);
        SayHowManyMore();
    }

    private void SayHowManyMore()
    {
        if (_refused <= MostLettersPerEntry)
            return;
        _letters.Add(new DeadLetter(
            _entry.Id, MostLettersPerEntry, _entry.ReceivedAt, TopicOf(_entry), "and-more",
            $"{_refused - MostLettersPerEntry} further parts of this batch make no sense", _entry.Payload));
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
        // A birth without an epoch is of an edge node without an outbox: its readings arrive at most once.
        return new SeriesTarget(_catalog.Of(measurement, community, birth.Device ?? "", point, field, isForeign: birth.Epoch == 0));
    }

    private static string TopicOf(JournalEntry entry) =>
        entry.Device is null ? entry.Gateway : $"{entry.Gateway}/{entry.Device}";
}
