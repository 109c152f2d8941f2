using System.Diagnostics.Metrics;
using OpcSpaces.Wire.Counting;

namespace OpcSpaces.Ingest.Status;

/// <summary>Counts since the process started; safe from any thread. Also published as the meter <c>OpcSpaces.Ingest</c>.</summary>
public sealed class IngestCounters : IDisposable
{
    private readonly EventCounters<IngestEvent> _counts = new();
    private readonly Meter _meter = new("OpcSpaces.Ingest");

    public IngestCounters() => _meter.CreateObservableCounter(
        "opcspaces.ingest.events", Measure, unit: "{event}", description: "What ingest has seen, by kind.");

    public long this[IngestEvent kind] => _counts[kind];

    /// <summary>The kinds that have occurred, with their counts.</summary>
    public IReadOnlyDictionary<string, long> Occurred() =>
        _counts.Occurred().ToDictionary(count => count.Key.ToString(), count => count.Value);

    public void Dispose() => _meter.Dispose();

    internal void Add(IngestEvent kind, long times = 1) => _counts.Add(kind, times);

    private IEnumerable<Measurement<long>> Measure() => Enum.GetValues<IngestEvent>()
        .Select(kind => new Measurement<long>(this[kind], new KeyValuePair<string, object?>("kind", kind.ToString())));
}
