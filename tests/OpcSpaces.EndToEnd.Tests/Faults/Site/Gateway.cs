using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.EndToEnd.Tests.Faults.Site;

/// <summary>One gateway of a <see cref="BuildingSite"/>: the real agent in a process of its own.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    public const string Group = "opc-test";
    private readonly string _directory;

    public Gateway(int number, string directory, string socket, int brokerPort, SiteOptions options)
    {
        Id = $"gw-{number:00}";
        _directory = directory;
        Config = new GatewayConfig
        {
            Group = Group,
            Gateway = Id,
            DataDirectory = directory,
            Broker = new MqttEndpointOptions { Port = brokerPort },
            Pins = new PinsConfig { Socket = socket },
            Batching = new BatchingConfig { WindowMs = options.WindowMs, AwayTelemetrySeconds = 2 },
            Outbox = new OutboxConfig { MarkSeconds = options.MarkSeconds },
            Uplink = new UplinkConfig { FirstReconnectDelayMs = 100, LongestReconnectDelayMs = 1_000, ProgressTimeoutMs = 2_000, LongestGoBackDelayMs = 2_000, KeepAliveSeconds = 5 },
            Zones = [.. Enumerable.Range(0, options.Zones).Select(zone => Zone(zone, options))],
        };
        var file = Path.Combine(directory, "gateway.json");
        Directory.CreateDirectory(directory);
        GatewayFile.Write(file, Config);
        Edge = new EdgeServer(file);
    }

    /// <summary>Edge node id.</summary>
    public string Id { get; }

    /// <summary>As the journal names it: group/node.</summary>
    public string FullName => $"{Group}/{Id}";

    public GatewayConfig Config { get; }

    public EdgeServer Edge { get; }

    /// <summary>Desks as the live page names them: community/zone/desk/n.</summary>
    public IEnumerable<string> Desks =>
        from zone in Config.Zones from point in zone.Points.OfType<MotionConfig>() select $"{Group}/{zone.Id}/{point.Point}";

    /// <summary>When the agent last wrote to its outbox.</summary>
    public DateTimeOffset OutboxWrittenAt => File.GetLastWriteTimeUtc(Path.Combine(_directory, "outbox.db-wal"));

    /// <summary>To be read while the agent does not run.</summary>
    public OutboxCopy ReadOutbox() => new(Path.Combine(_directory, "outbox.db"));

    public ValueTask DisposeAsync() => Edge.DisposeAsync();

    private ZoneConfig Zone(int zone, SiteOptions options)
    {
        var firstPin = zone * (options.Desks + 1);
        var desks = Enumerable.Range(1, options.Desks).Select(desk => (PointConfig)new MotionConfig
        {
            Point = $"desk/{desk}",
            Pin = firstPin + desk - 1,
            DebounceMs = options.DebounceMs,
            HoldOffSeconds = options.HoldOffSeconds,
        });
        var meter = new PulseMeterConfig { Point = "meter/1", Pin = firstPin + options.Desks, ReportSeconds = 1 };
        return new ZoneConfig { Id = $"{Id}-{(char)('a' + zone)}", Points = [.. desks, meter] };
    }
}
