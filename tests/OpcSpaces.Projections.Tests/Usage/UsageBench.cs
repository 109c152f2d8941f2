using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Points.Hours;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>A cloud with gateways that seal, and the usage projection behind its journal.</summary>
internal sealed class UsageBench : IDisposable
{
    public const long Hour = MetricHour.LengthMs;
    private readonly List<SealingGateway> _gateways = [];
    private UsageProjection _projection = null!;
    private long _position;

    public UsageBench()
    {
        Directory = new TemporaryDirectory("usage");
        Cloud = new TestCloud(Time, Directory);
        Store = new SqliteUsageStore(Directory.File("usage.db"));
        Start();
    }

    /// <summary>At the beginning of an hour of UTC.</summary>
    public static DateTimeOffset Begin { get; } = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; } = new(Begin);

    public TemporaryDirectory Directory { get; }

    public TestCloud Cloud { get; }

    public SqliteUsageStore Store { get; private set; }

    /// <summary>The projection that writes <see cref="Store"/>.</summary>
    public UsageProjection Writing => _projection;

    public long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The beginning of an hour, counted from the first.</summary>
    public static long HourMs(int hour) => Begin.ToUnixTimeMilliseconds() + (hour * Hour);

    public SealingGateway Add(string node, int devices = 1, string group = "C1")
    {
        var gateway = new SealingGateway(group, node, devices, Time, seed: 1 + _gateways.Count);
        _gateways.Add(gateway);
        Cloud.Deliver(gateway.Wire.Connect());
        return gateway;
    }

    /// <summary>Everything that connected gateways have is delivered and committed.</summary>
    public void Deliver()
    {
        foreach (var gateway in _gateways)
        {
            while (gateway.Wire.Send(50).ToList() is { Count: > 0 } messages)
            {
                Cloud.Deliver(messages);
                TellCommitted();
                // After it has lost its connection, the cloud asks for the births that it has missed.
                if (Cloud.RebirthRequests.RemoveAll(name => name == gateway.Wire.Name) > 0) Cloud.Deliver(gateway.Wire.Births());
            }
        }
    }

    public void TellCommitted()
    {
        foreach (var (name, command) in Cloud.Watermarks)
        {
            foreach (var gateway in _gateways.Where(gateway => gateway.Wire.Name == name)) gateway.Wire.OnCommitted(command);
        }

        Cloud.Watermarks.Clear();
    }

    /// <summary>Time passes in steps of ten minutes; gateways seal in it, and what is connected delivers.</summary>
    public void Pass(int minutes, params SealingGateway[] dead)
    {
        for (; minutes > 0; minutes -= 10)
        {
            Time.Advance(TimeSpan.FromMinutes(Math.Min(minutes, 10)));
            foreach (var gateway in _gateways.Except(dead)) gateway.SealWhatIsDue();
            Deliver();
            Cloud.Receiver.Tick();
        }
    }

    public void Start()
    {
        _projection = Projection(Store);
        _position = Resume(_projection, Cloud.Journal.LastId);
    }

    public void Project(int atATime = 64)
    {
        while (Cloud.Journal.Read(_position, atATime) is { Count: > 0 } entries)
        {
            _projection.ApplyAsync(entries, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            _position = entries[^1].Id;
        }
    }

    public void Save() => _projection.StopAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>A new store that has read the whole journal.</summary>
    public SqliteUsageStore Rebuilt(string name, int atATime = 512)
    {
        var store = new SqliteUsageStore(Directory.File(name));
        Rebuild(store, atATime);
        return store;
    }

    /// <summary>The store reads the journal from where it has to, to its end.</summary>
    public void Rebuild(SqliteUsageStore store, int atATime = 64)
    {
        var projection = Projection(store);
        var position = Resume(projection, Cloud.Journal.LastId);
        while (Cloud.Journal.Read(position, atATime) is { Count: > 0 } entries)
        {
            projection.ApplyAsync(entries, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            position = entries[^1].Id;
        }
    }

    public UsageRecord? Newest(int hour, string zone = "Z1", string community = "C1") =>
        Store.Read(community, zone, HourMs(hour), HourMs(hour + 1)).SingleOrDefault();

    public IReadOnlyList<UsageRecord> Revisions(int hour, string zone = "Z1", string community = "C1") => Store.ReadRevisions(new ZoneKey(community, zone), HourMs(hour));

    public void Dispose()
    {
        Store.Dispose();
        Cloud.Dispose();
        Directory.Dispose();
    }

    public long Resume(UsageProjection projection, long journalEnd) => projection.ResumeAsync(Cloud.Journal, journalEnd, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    // It saves when it is told to only.
    public UsageProjection Projection(IUsageStore store) => new(store, TimeSpan.FromDays(10_000), TimeSpan.Zero, Time, NullLogger<UsageProjection>.Instance);
}
