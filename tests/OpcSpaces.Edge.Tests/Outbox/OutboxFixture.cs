using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Outbox;

/// <summary>An outbox in a directory of its own with two zones, which can be closed, copied as a crash would leave it, and opened again.</summary>
internal sealed class OutboxFixture : IDisposable
{
    public const string Hall = "hall";
    public const string Office = "office";

    private readonly TemporaryDirectory _directory = new("outbox");
    private readonly List<OutboxLog> _opened = [];

    public OutboxFixture(OutboxConfig? config = null, bool open = true)
    {
        Config = config ?? new OutboxConfig();
        Directory = _directory.FullPath;
        if (open) Log = Open();
    }

    public OutboxConfig Config { get; set; }

    public CommitPool Pool { get; } = new();

    public FakeTime Time { get; } = new();

    public OutboxLog Log { get; private set; } = null!;

    public ICommitObserver? CommitObserver { get; set; }

    /// <summary>Whether readings from before the clock was set get their true times.</summary>
    public bool PlacesTimes { get; init; }

    /// <summary>The clock of the readings where it is another than <see cref="Time"/>.</summary>
    public TimeProvider? SensingTime { get; set; }

    public string BootId { get; set; } = "boot-1";

    /// <summary>What the kernel answers.</summary>
    public bool? IsSynchronized { get; set; }

    /// <summary>Where the open outbox is; a crash moves on to the copy.</summary>
    public string Directory { get; private set; }

    public long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public Metric Desk => Log.Metric(Hall, "desk/1/occupied");

    public static (string, string, SparkplugDataType)[] Points { get; } =
    [
        (Hall, "desk/1/occupied", SparkplugDataType.Boolean),
        (Hall, "meter/1/energy", SparkplugDataType.UInt64),
        (Office, "desk/2/occupied", SparkplugDataType.Boolean),
    ];

    public OutboxLog Open(string? directory = null, (string, string, SparkplugDataType)[]? points = null, ILogger? logger = null)
    {
        var log = OutboxLog.Open(
            new OutboxDependencies
            {
                Directory = directory ?? Directory,
                Config = Config,
                CommitPool = Pool,
                Time = Time,
                SensingTime = SensingTime ?? (PlacesTimes ? Time : null),
                BootId = BootId,
                IsSynchronized = () => IsSynchronized,
                CommitObserver = CommitObserver,
                Logger = logger ?? NullLogger.Instance,
            },
            NowMs);
        _opened.Add(log);
        log.Configure(points ?? Points, NowMs);
        return log;
    }

    /// <summary>Adds what the sensors of the hall say of themselves, for who senses into this outbox.</summary>
    public void ConfigureSensing() => Log.Configure([.. Points, (Hall, SensorTroubles.MetricName, SparkplugDataType.String)], NowMs);

    /// <summary>Closes as a clean stop does and opens the same directory again.</summary>
    public void Reopen(ILogger? logger = null, (string, string, SparkplugDataType)[]? points = null)
    {
        Log?.Dispose();
        Log = Open(points: points, logger: logger);
    }

    /// <summary>Opens a copy of the files as they are now: what a killed process leaves to the next one.</summary>
    public void Crash()
    {
        var copy = _directory.File($"crash-{_opened.Count}", OutboxFile.Name);
        foreach (var suffix in (string[])["", "-wal"])
        {
            var file = Path.Combine(Directory, OutboxFile.Name + suffix);
            if (File.Exists(file)) CopyShared(file, copy + suffix);
        }

        Directory = Path.GetDirectoryName(copy)!;
        Log = Open();
    }

    public Task<ulong> AppendAsync(bool occupied = true, long? at = null) =>
        Log.AppendAsync(Hall, [new MetricReading(Desk, at ?? NowMs, PointValue.Of(occupied))], BatchKind.State);

    /// <summary>A telemetry batch of the hall with this many readings.</summary>
    public Task<ulong> AppendTelemetryAsync(int readings)
    {
        var energy = Log.Metric(Hall, "meter/1/energy");
        var batch = Enumerable.Range(0, readings).Select(i => new MetricReading(energy, NowMs + i, PointValue.Of((ulong)i))).ToArray();
        return Log.AppendAsync(Hall, batch, BatchKind.Telemetry);
    }

    public async Task AppendAsync(int batches)
    {
        for (var i = 0; i < batches; i++) await AppendAsync(i % 2 == 0);
    }

    /// <summary>Everything that is held.</summary>
    public IReadOnlyList<OutboxBatch> All() => Log.ReadFrom(1, int.MaxValue);

    public void Dispose()
    {
        foreach (var log in _opened) log.Dispose();
        Pool.Dispose();
        _directory.Dispose();
    }

    private static void CopyShared(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = File.Create(to);
        source.CopyTo(target);
    }
}
