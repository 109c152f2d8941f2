using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Places;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Cloud.Live;

/// <summary>
/// What one reader of the live stream has received of a floor (of all communities when null), and what is new since then.
/// Not thread-safe: it belongs to its reader.
/// </summary>
internal sealed class FloorView(LiveFloor? floor, TimeProvider time)
{
    /// <summary>The shortest time between two events: 40 ms, so that a busy building costs few and small messages.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);

    // Every batch changes a gateway's watermark; people do not need each change.
    private static readonly TimeSpan GatewaysEvery = TimeSpan.FromSeconds(1);

    private readonly HashSet<ZoneKey>? _shownZones = floor?.Zones.ToHashSet();
    private readonly Dictionary<GatewayKey, LiveGateway> _gateways = [];
    private readonly Dictionary<PointKey, LivePoint> _desks = [];
    private readonly HashSet<PointKey> _changed = [];
    private bool _gatewaysChanged;
    private long _gatewaysTakenAt;

    /// <summary>The reader needs everything: it is new, it fell behind, or a desk was announced for the first time and the plan may have changed.</summary>
    public bool NeedsSnapshot { get; private set; } = true;

    /// <summary>How long a change of the gateways may still wait; null when there is none.</summary>
    public TimeSpan? GatewaysDueIn
    {
        get
        {
            if (!_gatewaysChanged) return null;
            var left = GatewaysEvery - time.GetElapsedTime(_gatewaysTakenAt);
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
        return new(now, planVersion, NewestReading, desks, TakeGateways());
    }

    /// <summary>What is new; null when nothing is.</summary>
    public LiveChange? Change()
    {
        var takeGateways = GatewaysDueIn == TimeSpan.Zero;
        if (_changed.Count == 0 && !takeGateways) return null;
        var now = time.GetUtcNow();
        var desks = _changed.Select(key => Read(_desks[key], now)).ToList();
        _changed.Clear();
        return new(now, NewestReading, desks, takeGateways ? TakeGateways() : null);
    }

    private DateTimeOffset? NewestReading => _gateways.Values.Max(gateway => gateway.ReceivedAt);

    private LiveDesk Read(LivePoint point, DateTimeOffset now) =>
        DeskReader.Read(point, point.Gateway is { } gateway ? _gateways.GetValueOrDefault(gateway) : null, now);

    private List<ShownGateway> TakeGateways()
    {
        _gatewaysChanged = false;
        _gatewaysTakenAt = time.GetTimestamp();
        return GatewayReader.ReadAll(_gateways.Values);
    }
}
