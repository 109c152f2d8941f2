using System.Diagnostics.Metrics;

namespace OpcSpaces.Ingest.Status;

/// <summary>Counts since the process started; safe from any thread. Also published as the meter <c>OpcSpaces.Ingest</c>.</summary>
public sealed class IngestCounters : IDisposable
{
    private readonly long[] _counts = new long[Enum.GetValues<IngestEvent>().Length];
    private readonly Meter _meter = new("OpcSpaces.Ingest");

    public IngestCounters() => _meter.CreateObservableCounter(
        "opcspaces.ingest.events", Measure, unit: "{event}", description: "What ingest has seen, by kind.");

    public long this[IngestEvent kind] => Interlocked.Read(ref _counts[(int)kind]);

    /// <summary>The kinds that have occurred, with their counts.</summary>
    public IReadOnlyDictionary<string, long> Occurred() => Enum.GetValues<IngestEvent>()
        .Where(kind => this[kind] > 0)
        .ToDictionary(kind => kind.ToString(), kind => this[kind]);

    public void Dispose() => _meter.Dispose();

    internal void Add(IngestEvent kind, long times = 1) => Interlocked.Add(ref _counts[(int)kind], times);

    private IEnumerable<Measurement<long>> Measure() => Enum.GetValues<IngestEvent>()
        .Select(kind => new Measurement<long>(this[kind], new KeyValuePair<string, object?>("kind", kind.ToString())));
}
