using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Tests.Live;

/// <summary>A cloud with one gateway and the live projection behind its journal.</summary>
internal sealed class LiveBench : IDisposable
{
    private LiveProjection _projection = null!;
    private long _position;

    public LiveBench(int rememberedChanges = 65_536)
    {
        Directory = new TemporaryDirectory("live");
        Cloud = new TestCloud(Time, Directory);
        Gateway = new SimulatedGateway("C1", "G1", 2, Time, seed: 1);
        RememberedChanges = rememberedChanges;
        StartLive();
    }

    public FakeTimeProvider Time { get; } = new(FakeTime.Start);

    public TemporaryDirectory Directory { get; }

    public TestCloud Cloud { get; }

    public RecordingLogger<LiveProjection> Log { get; } = new();

    public SimulatedGateway Gateway { get; }

    public LiveState Live { get; private set; } = null!;

    public int RememberedChanges { get; }

    public long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public void StartLive(string snapshot = "live.snapshot")
    {
        _projection?.Dispose();
        Live = new LiveState(RememberedChanges);
        _projection = new LiveProjection(Live, Directory.File(snapshot), TimeSpan.FromHours(1), Time, Log);
        _position = _projection.ResumeAsync(Cloud.Journal, Cloud.Journal.LastId, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Position from which the projection went on when it was started last.</summary>
    public long ResumedAt => _position;

    public void Project(int atATime = 512)
    {
        while (Cloud.Journal.Read(_position, atATime) is { Count: > 0 } entries)
        {
            _projection.ApplyAsync(entries, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            _position = entries[^1].Id;
        }
    }

    public void Save() => _projection.StopAsync().AsTask().GetAwaiter().GetResult();

    public void Deliver(params IEnumerable<WireMessage> messages)
    {
        Cloud.Deliver(messages);
        Project();
    }

    /// <summary>One desk changes: it is in the outbox and on its way.</summary>
    public void Occupy(int desk, bool occupied, int device = 0)
    {
        Append(desk, occupied, device);
        Deliver(Gateway.Send(100));
    }

    public void Append(int desk, bool occupied, int device = 0)
    {
        var alias = SimulatedGateway.DeskAlias(device, desk);
        var value = PointValue.Of(occupied);
        Gateway.Values[alias] = value;
        Gateway.Append(device, Bytes.Content(content => content.Append(alias, SparkplugDataType.Boolean, new Reading(NowMs, value))));
    }

    public LivePoint Desk(int desk, string zone = "Z1") =>
        Live.Snapshot().Points.Single(point => point.Key.Zone == zone && point.Name == $"desk/{desk}/occupied");

    public LiveGateway TheGateway => Live.Snapshot().Gateways.Single();

    public void Pass(int minutes) => Time.Advance(TimeSpan.FromMinutes(minutes));

    public void Dispose()
    {
        _projection.Dispose();
        Cloud.Dispose();
        Directory.Dispose();
    }
}
