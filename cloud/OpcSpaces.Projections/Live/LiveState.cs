using System.Runtime.CompilerServices;

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
    private readonly Dictionary<string, GatewayState> _gatewayByName = new(StringComparer.Ordinal);
    private readonly HashSet<int> _collected = [];
    private readonly ChangeRing _changes;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isWatched;
    private long _position;

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

    /// <summary>How far the past has come in; null in the present.</summary>
    public LiveHistory? History
    {
        get
        {
            lock (_gate)
                return Past.ToLive();
        }
    }

    internal Lock Gate => _gate;

    internal HistoryState Past { get; private set; } = new();

    internal IReadOnlyList<PointState> Points => _points;

    internal IReadOnlyList<GatewayState> Gateways => _gateways;

    /// <summary>Everything that is known now.</summary>
    public LiveUpdate Snapshot()
    {
        lock (_gate)
            return Everything();
    }

    /// <summary>Everything, then changes as they happen, until cancelled. A reader may take its time between two updates.</summary>
    public async IAsyncEnumerable<LiveUpdate> WatchAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var cursor = -1L;
        while (!cancellation.IsCancellationRequested)
        {
            LiveUpdate? update;
            Task changed;
            lock (_gate)
            {
                update = Collect(ref cursor);
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
        return _byName[(community, zone, name)] = point;
    }

    internal void Changed(PointState point) => _changes.Add(point.Slot);

    internal void Changed(GatewayState gateway) => _changes.Add(~gateway.Slot);

    /// <summary>Notes a change of so much that readers get everything again.</summary>
    internal void ChangedAltogether() => _changes.Overrun();

    /// <summary>Ends a group of changes and wakes the readers. The caller holds the lock.</summary>
    internal void Publish(long position)
    {
        _position = position;
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
        _gatewayByName.Clear();
        Past = new HistoryState();
        _changes.Overrun();
        Publish(0);
    }

    private LiveUpdate? Collect(ref long cursor)
    {
        _collected.Clear();
        var known = cursor >= 0 && _changes.TryCollect(cursor, _collected);
        cursor = _changes.Head;
        if (!known)
            return Everything();
        if (_collected.Count == 0)
            return null;

        var points = new List<LivePoint>(_collected.Count);
        var gateways = new List<LiveGateway>();
        foreach (var item in _collected)
        {
            if (item >= 0)
                points.Add(_points[item].ToLive());
            else
                gateways.Add(_gateways[~item].ToLive());
        }
        return new LiveUpdate(IsSnapshot: false, _position, points, gateways);
    }

    private LiveUpdate Everything()
    {
        var points = new List<LivePoint>(_points.Count);
        foreach (var point in _points)
        {
            if (!point.IsRetired)
                points.Add(point.ToLive());
        }
        return new LiveUpdate(IsSnapshot: true, _position, points, [.. _gateways.Select(gateway => gateway.ToLive())]);
    }
}
