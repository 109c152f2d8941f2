using OpcSpaces.Dashboards.Live;
using OpcSpaces.Projections.Live;
using OpcSpaces.Model.Spaces;
using LiveGateway = OpcSpaces.Projections.Live.LiveGateway;

namespace OpcSpaces.Cloud.Live;

/// <summary>
/// What one reader of the live stream has been told of a floor (of the whole building when null), and what is new to it.
/// Not thread-safe: it belongs to its reader.
/// </summary>
internal sealed class FloorView(Floor? floor, TimeProvider time)
{
    /// <summary>The shortest time between two events: 40 ms, so that a busy building costs few and small messages.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);

    // Every batch moves a gateway's watermark; people do not need each step.
    private static readonly TimeSpan GatewaysEvery = TimeSpan.FromSeconds(1);

    private readonly HashSet<string>? _shownZones = floor?.Zones.Select(zone => zone.Id).ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<string, LiveGateway> _gateways = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LivePoint> _desks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private bool _gatewaysChanged;
    private long _gatewaysToldAt;

    /// <summary>The reader has to be told everything: it is new, it fell behind, or a desk was introduced and the plan may be another.</summary>
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
        foreach (var gateway in update.Gateways) _gateways[gateway.Name] = gateway;
        _gatewaysChanged |= update.Gateways.Count > 0;
        foreach (var point in update.Points)
        {
            if (_shownZones?.Contains(point.Zone) == false || DeskReader.KeyOf(point) is not { } key) continue;
            NeedsSnapshot |= !_desks.ContainsKey(key);
            _desks[key] = point;
            _changed.Add(key);
        }
    }

    /// <summary>Everything; starts anew.</summary>
    public LiveSnapshot Snapshot(string planVersion)
    {
        var now = time.GetUtcNow();
        var desks = _desks.Select(desk => Read(desk.Key, desk.Value, now)).ToList();
        var drawn = floor?.Zones.SelectMany(zone => zone.Desks.Select(desk => $"{zone.Id}/{desk.Id}")) ?? [];
        desks.AddRange(drawn.Where(key => !_desks.ContainsKey(key)).Select(DeskReader.NeverHeardOf));
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
        var desks = _changed.Select(key => Read(key, _desks[key], now)).ToList();
        _changed.Clear();
        return new(now, NewestReading, desks, tellGateways ? TellGateways() : null);
    }

    private DateTimeOffset? NewestReading => _gateways.Values.Max(gateway => gateway.ReceivedAt);

    private LiveDesk Read(string key, LivePoint point, DateTimeOffset now) =>
        DeskReader.Read(key, point, _gateways.GetValueOrDefault(point.Gateway), now);

    private List<Dashboards.Live.LiveGateway> TellGateways()
    {
        _gatewaysChanged = false;
        _gatewaysToldAt = time.GetTimestamp();
        return GatewayReader.ReadAll(_gateways.Values);
    }
}
