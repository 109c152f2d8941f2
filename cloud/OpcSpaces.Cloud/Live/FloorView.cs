using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Places;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Cloud.Live;

/// <summary>
/// What one reader of the live stream has been told of a floor (of all communities when null), and what is new to it.
/// Not thread-safe: it belongs to its reader.
/// </summary>
internal sealed class FloorView(LiveFloor? floor, TimeProvider time)
{
    /// <summary>The shortest time between two events: 40 ms, so that a busy building costs few and small messages.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);

    // Every batch moves a gateway's watermark; people do not need each step.
    private static readonly TimeSpan GatewaysEvery = TimeSpan.FromSeconds(1);

    private readonly HashSet<ZoneKey>? _shownZones = floor?.Zones.ToHashSet();
    private readonly Dictionary<GatewayKey, LiveGateway> _gateways = [];
    private readonly Dictionary<PointKey, LivePoint> _desks = [];
    private readonly HashSet<PointKey> _changed = [];
    private bool _gatewaysChanged;
    private long _gatewaysToldAt;

    /// <summary>The reader has to be told everything: it is new, it fell behind, or a desk was announced for the first time, so that the plan may have changed.</summary>
    public bool NeedsSnapshot { get; private set; } = true;

    /// <summary>How long a change of the gateways may still be withheld; null where there is none to tell.</summary>
    public TimeSpan? GatewaysDueIn
    {
        get
        {
            if (!_gatewaysChanged) return null;
            var left = GatewaysEvery - time.GetElapsedTime(_gatewaysToldAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Takes in an update of the live projection.</summary>
    public void Take(LiveUpdate update)
    {
        if (update.IsSnapshot)
        {
            _desks.Clear();
            _gateways.Clear();
            NeedsSnapshot = true;
        }
        foreach (var gateway in update.Gateways)
        {
            if (floor is not null && gateway.Key.Community != floor.Community.Id) continue;
            _gateways[gateway.Key] = gateway;
            _gatewaysChanged = true;
        }
        foreach (var point in update.Points)
        {
            if (_shownZones?.Contains(point.Key.InZone) == false || !DeskReader.IsDesk(point)) continue;
            NeedsSnapshot |= !_desks.ContainsKey(point.Key);
            _desks[point.Key] = point;
            _changed.Add(point.Key);
        }
    }

    /// <summary>Everything, for a reader that starts.</summary>
    public LiveSnapshot Snapshot(string planVersion)
    {
        var now = time.GetUtcNow();
        var desks = _desks.Values.Select(point => Read(point, now)).ToList();
        var drawn = floor?.Desks ?? [];
        desks.AddRange(drawn.Where(key => !_desks.ContainsKey(key)).Select(DeskReader.NeverReported));
        NeedsSnapshot = false;
        _changed.Clear();
        return new(now, planVersion, NewestReading, desks, TellGateways());
    }

    /// <summary>What is new; null where nothing is worth an event.</summary>
    public LiveChange? Change()
    {
        var tellGateways = GatewaysDueIn == TimeSpan.Zero;
        if (_changed.Count == 0 && !tellGateways) return null;
        var now = time.GetUtcNow();
        var desks = _changed.Select(key => Read(_desks[key], now)).ToList();
        _changed.Clear();
        return new(now, NewestReading, desks, tellGateways ? TellGateways() : null);
    }

    private DateTimeOffset? NewestReading => _gateways.Values.Max(gateway => gateway.ReceivedAt);

    private LiveDesk Read(LivePoint point, DateTimeOffset now) =>
        DeskReader.Read(point, point.Gateway is { } gateway ? _gateways.GetValueOrDefault(gateway) : null, now);

    private List<ShownGateway> TellGateways()
    {
        _gatewaysChanged = false;
        _gatewaysToldAt = time.GetTimestamp();
        return GatewayReader.ReadAll(_gateways.Values);
    }
}
