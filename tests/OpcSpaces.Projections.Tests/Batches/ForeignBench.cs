using OpcSpaces.Ingest.Testing;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;
using OpcSpaces.Projections.Tests.Live;
using OpcSpaces.Projections.Tests.Series;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Tests.Batches;

/// <summary>A foreign node before the live state and the series.</summary>
internal sealed class ForeignBench : IDisposable
{
    public ForeignBench() => Peer = new ForeignPeer(Live.Time);

    public LiveBench Live { get; } = new();

    public ForeignPeer Peer { get; }

    public MemorySeriesStore Series { get; } = new();

    public ulong NowMs => (ulong)Live.NowMs;

    public DateTimeOffset Time() => Live.Time.GetUtcNow();

    public IReadOnlyDictionary<PeerFault, long> Faults => Live.Cloud.Session.Faults.Occurred();

    public void Born(params SparkplugMetric[] metrics) => Live.Deliver(Peer.Births(metrics));

    /// <summary>A birth with Boolean desks that are free.</summary>
    public void BornFree(params int[] desks) =>
        Born([.. desks.Select(desk => ForeignPeer.Desk(desk, SparkplugValue.FromBoolean(false), NowMs, SparkplugDataType.Boolean))]);

    public void Send(params SparkplugMetric[] metrics) => Live.Deliver(Peer.Data(metrics));

    public LivePoint Desk(int desk) => Live.Desk(desk);

    /// <summary>What is known of a desk: its value, or null for unknown.</summary>
    public bool? Known(int desk) => Desk(desk) is { IsKnown: true, Value.Kind: PointValueKind.Boolean } known ? known.Value.AsBoolean : null;

    /// <summary>The readings of one desk in the series, in order of time: the ms, and the value with its quality.</summary>
    public async Task<IReadOnlyList<(long Ms, string Value)>> SeriesOfAsync(int desk)
    {
        await SeriesBench.ProjectAsync(Live.Cloud, Series);
        return [.. Series.Points.Where(point => point.Key.Series.Contains($"desk/{desk},foreign ", StringComparison.Ordinal)).Select(point => (point.Key.TimeNs / 1_000_000, point.Value))];
    }

    public async Task<IReadOnlyDictionary<string, long>> LettersAsync()
    {
        await SeriesBench.ProjectAsync(Live.Cloud, Series);
        return Live.Cloud.DeadLetters.Counts.ToDictionary(count => count.Reason, count => count.Count);
    }

    public void Dispose() => Live.Dispose();
}
