using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Presence;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Cloud.Live;

/// <summary>
/// What one reader of the live stream has received of a floor (of all communities when null), and what is new since then. Desks of a community
/// that gives no figures of single desks never leave it: their zones do. Not thread-safe: it belongs to its reader.
/// </summary>
/// <param name="floor">Null for everything.</param>
/// <param name="time">The clock.</param>
/// <param name="givesDesks">Whether a community gives figures of single desks now; asked before each event.</param>
internal sealed class FloorView(LiveFloor? floor, TimeProvider time, Func<string, bool> givesDesks)
{
    /// <summary>The shortest time between two events: 40 ms, so that a busy building costs few and small messages.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);

    // Every batch changes a gateway's watermark; people do not need each change.
    private static readonly TimeSpan GatewaysEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<GatewayKey, LiveGateway> _gateways = [];
    private readonly Dictionary<(PointKey Point, string Metric), GatewayKey> _served = []; // of a floor: which gateway reports what
    private readonly Dictionary<PointKey, LivePoint> _desks = [];
    private readonly HashSet<PointKey> _changed = [];
    private readonly Dictionary<ZoneKey, HashSet<PointKey>> _inZones = []; // also desks of the plan that nobody has told of
    private readonly Dictionary<ZoneKey, LiveZone> _zones = []; // as the reader was told
    private readonly Dictionary<string, bool> _gives = new(StringComparer.Ordinal); // as the reader was told, by community
    private HashSet<GatewayKey> _serving = []; // the gateways in _served
    private bool _gatewaysChanged;
    private long _gatewaysTakenAt;

    /// <summary>What is shown; null for everything.</summary>
    public LiveScope? Scope { get; } = floor is null ? null : new(floor.Community.Id, floor.Zones.ToHashSet(), floor.Community.Zones.Select(floor.KeyOf).ToHashSet());

    /// <summary>The reader needs everything: it is new, it fell behind, a desk was announced for the first time and the plan may have changed, or a community has switched figures of desks on or off.</summary>
    public bool NeedsSnapshot
    {
        get => field || _gives.Any(told => givesDesks(told.Key) != told.Value);
        private set;
    } = true;

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
            _inZones.Clear();
            _gateways.Clear();
            _served.Clear();
            _serving = [];
            NeedsSnapshot = true;
        }
        foreach (var gateway in update.Gateways)
        {
            if (floor is not null && gateway.Key.Community != floor.Community.Id) continue;
            _gatewaysChanged |= IsShown(gateway) || (_gateways.TryGetValue(gateway.Key, out var before) && IsShown(before));
            _gateways[gateway.Key] = gateway;
        }
        var moved = false;
        foreach (var point in update.Points)
        {
            if (Scope?.Zones.Contains(point.Key.InZone) == false) continue;
            if (floor is not null && point.Gateway is { } gateway && (!_served.TryGetValue((point.Key, point.Name), out var known) || known != gateway))
            {
                _served[(point.Key, point.Name)] = gateway;
                moved = true;
            }
            if (!DeskReader.IsDesk(point)) continue;
            NeedsSnapshot |= !_desks.ContainsKey(point.Key);
            _desks[point.Key] = point;
            InZone(point.Key);
            _changed.Add(point.Key);
        }
        if (!moved) return;
        _serving = [.. _served.Values];
        _gatewaysChanged = true;
    }

    /// <summary>Everything, for a reader that starts.</summary>
    public LiveSnapshot Snapshot(string planVersion)
    {
        var now = time.GetUtcNow();
        foreach (var drawn in floor?.Desks ?? []) InZone(drawn);
        _gives.Clear();
        foreach (var community in Communities) _gives[community] = givesDesks(community);
        var desks = _desks.Values.Where(point => _gives[point.Key.Community]).Select(point => Read(point, now)).ToList();
        if (floor is not null && _gives.GetValueOrDefault(floor.Community.Id)) desks.AddRange(floor.Desks.Where(key => !_desks.ContainsKey(key)).Select(DeskReader.NeverReported));
        NeedsSnapshot = false;
        _changed.Clear();
        _zones.Clear();
        return new(now, planVersion, NewestReading, desks, TakeGateways()) { Zones = TakeZones(_inZones.Keys.Where(zone => !_gives[zone.Community]), now) };
    }

    /// <summary>What is new; null when nothing is.</summary>
    public LiveChange? Change()
    {
        var takeGateways = GatewaysDueIn == TimeSpan.Zero;
        if (_changed.Count == 0 && !takeGateways) return null;
        var now = time.GetUtcNow();
        var desks = _changed.Where(key => _gives[key.Community]).Select(key => Read(_desks[key], now)).ToList();
        var zones = TakeZones(_changed.Where(key => !_gives[key.Community]).Select(key => key.InZone).Distinct(), now);
        _changed.Clear();
        if (desks.Count == 0 && zones.Count == 0 && !takeGateways) return null;
        return new(now, NewestReading, desks, takeGateways ? TakeGateways() : null) { Zones = zones.Count > 0 ? zones : null };
    }

    private IEnumerable<string> Communities => floor is not null ? [floor.Community.Id] : _inZones.Keys.Select(zone => zone.Community).Distinct(StringComparer.Ordinal);

    // Of a floor those that report something of it; else a large community's gateways would be told to each of its floors each second. And those that are on no floor,
    // because nobody would see them: who installs them looks for them here.
    private bool IsShown(LiveGateway gateway) => Serves(gateway) || Scope!.IsOnNoFloor(gateway.Key, gateway.Zones);

    private bool Serves(LiveGateway gateway) => floor is null || _serving.Contains(gateway.Key);

    private DateTimeOffset? NewestReading => _gateways.Values.Where(Serves).Max(gateway => gateway.ReceivedAt);

    private LiveDesk Read(LivePoint point, DateTimeOffset now) =>
        DeskReader.Read(point, point.Gateway is { } gateway ? _gateways.GetValueOrDefault(gateway) : null, now);

    // Only those that are different: that something happened at a desk is told by an event without anything in it, too.
    private List<LiveZone> TakeZones(IEnumerable<ZoneKey> zones, DateTimeOffset now)
    {
        var changed = zones.Select(zone => Count(zone, now)).Where(zone => zone != _zones.GetValueOrDefault(zone.Key)).ToList();
        foreach (var zone in changed) _zones[zone.Key] = zone;
        return changed;
    }

    private LiveZone Count(ZoneKey zone, DateTimeOffset now) => LiveZone.Of(zone, [.. _inZones[zone].Select(key => _desks.TryGetValue(key, out var point) ? Read(point, now).State : DeskState.Unknown)]);

    private void InZone(PointKey desk)
    {
        if (!_inZones.TryGetValue(desk.InZone, out var known)) _inZones[desk.InZone] = known = [];
        known.Add(desk);
    }

    private List<ShownGateway> TakeGateways()
    {
        _gatewaysChanged = false;
        _gatewaysTakenAt = time.GetTimestamp();
        return GatewayReader.ReadAll(_gateways.Values.Where(IsShown), Scope);
    }
}
