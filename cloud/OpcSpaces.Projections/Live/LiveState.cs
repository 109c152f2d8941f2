using System.Runtime.CompilerServices;
using OpcSpaces.Model.Places;

namespace OpcSpaces.Projections.Live;

/// <summary>
/// What is known of every point and gateway now. The live projection writes it; any number of readers follow it, each at its own pace. A
/// slow reader gets the newest state of what changed; a reader that is too slow gets everything again. Memory depends on the number of
/// points and not on the readers.
/// </summary>
public sealed class LiveState
{
    private readonly Lock _gate = new(); // guards everything below, and all states that hang on it
    private readonly List<PointState> _points = [];
    private readonly List<GatewayState> _gateways = [];
    private readonly Dictionary<(string Community, string Zone, string Name), PointState> _byName = [];
    private readonly Dictionary<ZoneKey, List<PointState>> _byZone = [];
    private readonly Dictionary<string, GatewayState> _gatewayByName = new(StringComparer.Ordinal);
    private readonly HashSet<int> _collected = [];
    private readonly ChangeRing _changes;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isWatched;
    private long _position;
    private long _names;
    private volatile LiveHistory? _history; // written under the lock; every event of every reader tells it

    internal LiveState(int rememberedChanges = 65_536) => _changes = new ChangeRing(rememberedChanges);

    /// <summary>The journal entry up to which this holds.</summary>
    public long Position
    {
        get
        {
            lock (_gate)
                return _position;
        }
    }

    /// <summary>When the last entry was received that this holds; null before the first one since the start.</summary>
    public DateTimeOffset? ReceivedThrough
    {
        get
        {
            lock (_gate)
                return field;
        }
        internal set; // by the holder of the lock
    }

    /// <summary>Rises when a point comes or goes, so that who needs their names alone reads them again only then.</summary>
    public long NamesVersion
    {
        get
        {
            lock (_gate)
                return _names;
        }
    }

    /// <summary>How far the past has come in; null in the present.</summary>
    public LiveHistory? History => _history;

    internal Lock Gate => _gate;

    internal HistoryState Past { get; private set; } = new();

    internal IReadOnlyList<PointState> Points => _points;

    internal IReadOnlyList<GatewayState> Gateways => _gateways;

    /// <summary>Everything that is known now.</summary>
    /// <param name="scope">Only the points of its zones, the gateways that report one of them, and those that are on no floor; null for all.</param>
    public LiveUpdate Snapshot(LiveScope? scope = null)
    {
        lock (_gate)
            return Everything(scope);
    }

    /// <summary>Everything, then changes as they happen, until cancelled. A reader may take its time between two updates.</summary>
    /// <param name="scope">As in <see cref="Snapshot"/>: a reader of a floor costs what the floor has and is not woken by others.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<LiveUpdate> WatchAsync(LiveScope? scope = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var cursor = -1L;
        var onNoFloor = new HashSet<int>();
        while (!cancellation.IsCancellationRequested)
        {
            LiveUpdate? update;
            Task changed;
            lock (_gate)
            {
                update = Collect(scope, onNoFloor, ref cursor);
                changed = _changed.Task;
                _isWatched = true;
            }
            if (update is not null)
                yield return update;
            else
                await changed.WaitAsync(cancellation);
        }
    }

    internal GatewayState GatewayOf(string name)
    {
        if (_gatewayByName.TryGetValue(name, out var gateway))
            return gateway;
        gateway = new GatewayState(_gateways.Count, name);
        _gateways.Add(gateway);
        return _gatewayByName[name] = gateway;
    }

    internal PointState PointOf(string community, string zone, string name)
    {
        if (_byName.TryGetValue((community, zone, name), out var point))
            return point;
        point = new PointState(_points.Count, community, zone, name);
        _points.Add(point);
        if (!_byZone.TryGetValue(point.InZone, out var zoned)) _byZone[point.InZone] = zoned = [];
        zoned.Add(point);
        _names++;
        return _byName[(community, zone, name)] = point;
    }

    /// <summary>Notes whether the newest birth has the point.</summary>
    internal void Retire(PointState point, bool retired)
    {
        if (point.IsRetired == retired) return;
        point.IsRetired = retired;
        _names++;
    }

    internal void Changed(PointState point) => _changes.Add(point.Slot);

    internal void Changed(GatewayState gateway) => _changes.Add(~gateway.Slot);

    /// <summary>Notes a change of so much that readers get everything again.</summary>
    internal void ChangedAltogether() => _changes.Overrun();

    /// <summary>Ends a group of changes and wakes the readers. The caller holds the lock.</summary>
    internal void Publish(long position)
    {
        _position = position;
        _history = Past.ToLive();
        if (!_isWatched)
            return;
        _isWatched = false;
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Copies everything, to be saved.</summary>
    internal LiveSave CopyForSaving()
    {
        lock (_gate)
        {
            var points = new PointState[_points.Count];
            for (var i = 0; i < points.Length; i++)
                points[i] = _points[i].Copy();
            return new LiveSave(_position, points, [.. _gateways.Select(gateway => gateway.Copy())], Past.FromMs, Past.Readings);
        }
    }

    /// <summary>Forgets everything, for a rebuild. The caller holds the lock.</summary>
    internal void Clear()
    {
        _points.Clear();
        _gateways.Clear();
        _byName.Clear();
        _byZone.Clear();
        _names++;
        _gatewayByName.Clear();
        Past = new HistoryState();
        _changes.Overrun();
        Publish(0);
    }

    // The slots of the gateways that the reader was told of while they were on no floor: it is told when they are on another one.
    private LiveUpdate? Collect(LiveScope? scope, HashSet<int> onNoFloor, ref long cursor)
    {
        _collected.Clear();
        var known = cursor >= 0 && _changes.TryCollect(cursor, _collected);
        cursor = _changes.Head;
        if (!known)
        {
            onNoFloor.Clear();
            if (scope is not null) onNoFloor.UnionWith(_gateways.Where(gateway => scope.IsOnNoFloor(gateway.Key, gateway.Zones)).Select(gateway => gateway.Slot));
            return Everything(scope);
        }

        List<LivePoint>? points = null;
        List<LiveGateway>? gateways = null;
        foreach (var item in _collected)
        {
            if (item < 0)
            {
                if (scope is null || IsTold(_gateways[~item], scope, onNoFloor)) (gateways ??= []).Add(_gateways[~item].ToLive());
            }
            else if (scope?.Zones.Contains(_points[item].InZone) != false)
            {
                (points ??= []).Add(_points[item].ToLive());
            }
        }
        return points is null && gateways is null ? null : new LiveUpdate(IsSnapshot: false, _position, points ?? [], gateways ?? []);
    }

    private static bool IsTold(GatewayState gateway, LiveScope scope, HashSet<int> onNoFloor)
    {
        if (!scope.IsOnNoFloor(gateway.Key, gateway.Zones)) return onNoFloor.Remove(gateway.Slot) || gateway.Zones.Any(scope.Zones.Contains);
        onNoFloor.Add(gateway.Slot);
        return true;
    }

    private LiveUpdate Everything(LiveScope? scope)
    {
        var points = new List<LivePoint>(scope is null ? _points.Count : 0);
        foreach (var point in scope is null ? _points : scope.Zones.SelectMany(zone => _byZone.GetValueOrDefault(zone) ?? []))
        {
            if (!point.IsRetired)
                points.Add(point.ToLive());
        }
        return new LiveUpdate(IsSnapshot: true, _position, points, [.. _gateways.Where(gateway => scope is null || scope.IsOnNoFloor(gateway.Key, gateway.Zones) || gateway.Zones.Any(scope.Zones.Contains)).Select(gateway => gateway.ToLive())]);
    }
}
