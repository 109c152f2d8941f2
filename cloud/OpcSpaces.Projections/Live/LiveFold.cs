using OpcSpaces.Model.Places;
using OpcSpaces.Points;
using OpcSpaces.Projections.Batches;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Session;

namespace OpcSpaces.Projections.Live;

/// <summary>
/// Turns journal entries into <see cref="LiveState"/>. Within one outbox, order is (epoch, sequence, index) and a birth stands
/// behind its sequence: readings that a go-back or a backlog brings later do not overwrite what a newer birth said, but they
/// still tell when a point was last in use.
/// </summary>
internal sealed class LiveFold : IReadingSink<PointState>
{
    private readonly LiveState _live;
    private readonly BirthBook<PointState> _births;

    // The batch that is being read.
    private GatewayState _gateway = null!;
    private ulong _epoch;
    private ulong _sequence;
    private long _receivedMs;
    private bool _isForeign;

    public LiveFold(LiveState live)
    {
        _live = live;
        _births = new BirthBook<PointState>(ResolvePoint);
    }

    /// <summary>Applies entries in the journal's order and tells readers once.</summary>
    public void Apply(IReadOnlyList<JournalEntry> entries)
    {
        lock (_live.Gate)
        {
            foreach (var entry in entries)
                Apply(entry);
            if (entries.Count > 0)
                _live.Publish(entries[^1].Id);
        }
    }

    /// <summary>Takes up the births that were valid at the position of a restored state, which already holds what they said.</summary>
    public void Resume(IReadOnlyList<JournalEntry> births, long position)
    {
        var nodeBirths = births.Where(birth => birth.Kind == JournalKind.NodeBirth).ToDictionary(birth => birth.Gateway, birth => birth.Id);
        lock (_live.Gate)
        {
            foreach (var birth in births)
            {
                if (_births.Learn(birth) is not { } table)
                    continue;
                var gateway = _live.GatewayOf(birth.Gateway);
                var device = DeviceOf(gateway, birth.Device);
                device.Points = [.. table.Points.OfType<PointState>()];
                device.AwaitsBirth = birth.Device is not null && nodeBirths.GetValueOrDefault(birth.Gateway) > birth.Id;
                gateway.AwaitsBirths |= device.AwaitsBirth;
            }
            // Who read while the state was being taken up has seen none or a part of it.
            _live.ChangedAltogether();
            _live.Publish(position);
        }
    }

    /// <summary>Forgets everything, for a rebuild.</summary>
    public void Clear()
    {
        lock (_live.Gate)
        {
            _live.Clear();
            _births.Clear();
        }
    }

    public void Read(PointState point, int index, in Reading reading)
    {
        var atMs = Math.Min(reading.TimestampMs, _receivedMs);
        if (atMs > _gateway.NewestReadingMs)
            _gateway.NewestReadingMs = atMs;
        _live.Past.See(atMs, reading.Quality);
        if (point.IsPresence)
            TrackUse(point, reading, atMs);
        if (IsShownAlready(point, index))
            return;
        (point.Epoch, point.Sequence, point.Index) = (_epoch, _sequence, index);
        Show(point, reading, isBirth: false);
    }

    public void Refuse(int index, ReadingFault fault, BirthMetric? metric, ReadOnlySpan<byte> record)
    {
        // Set aside by the series projection, which reads the same entries.
    }

    private void Apply(JournalEntry entry)
    {
        _receivedMs = entry.ReceivedAt.ToUnixTimeMilliseconds();
        if (entry.Kind == JournalKind.HostStart)
        {
            OnHostStart();
            return;
        }
        // A new epoch changes nothing here, and neither does a kind that a newer version wrote.
        if (!IsAboutGateway(entry.Kind))
            return;
        _gateway = _live.GatewayOf(entry.Gateway);
        switch (entry.Kind)
        {
            case JournalKind.NodeBirth:
                OnNodeBirth(entry);
                break;
            case JournalKind.DeviceBirth:
                OnBirth(entry);
                break;
            case JournalKind.Data or JournalKind.ForeignData:
                OnData(entry);
                break;
            case JournalKind.NodeDeath:
                SetPresence(GatewayPresence.Offline);
                foreach (var device in _gateway.Devices.Values)
                    MarkStale(device);
                break;
            case JournalKind.DeviceDeath:
                MarkStale(DeviceOf(_gateway, entry.Device));
                break;
            case JournalKind.Gap:
                OnGap(entry);
                break;
        }
        _live.Changed(_gateway);
    }

    private static bool IsAboutGateway(JournalKind kind) => kind
        is JournalKind.NodeBirth or JournalKind.DeviceBirth or JournalKind.Data or JournalKind.ForeignData
        or JournalKind.NodeDeath or JournalKind.DeviceDeath or JournalKind.Gap;

    private void OnHostStart()
    {
        foreach (var gateway in _live.Gateways)
        {
            _gateway = gateway;
            SetPresence(GatewayPresence.Unknown);
        }
        foreach (var point in _live.Points)
        {
            if (point.IsStale)
                continue;
            point.StaleSinceMs = _receivedMs;
        }
        _live.ChangedAltogether();
    }

    private void OnNodeBirth(JournalEntry entry)
    {
        var again = _gateway.Presence == GatewayPresence.Online;
        foreach (var (name, device) in _gateway.Devices)
            device.AwaitsBirth = again && name.Length > 0;
        _gateway.AwaitsBirths = again;
        SetPresence(GatewayPresence.Online);
        if (_gateway.Epoch != entry.Epoch)
            (_gateway.Epoch, _gateway.Committed, _gateway.LastSequence) = (entry.Epoch, 0, 0);
        _gateway.LastSequence = Math.Max(entry.Sequence, _gateway.Committed);
        OnBirth(entry);
    }

    private void OnBirth(JournalEntry entry)
    {
        if (_births.Learn(entry) is not { } table)
            return;
        var device = DeviceOf(_gateway, entry.Device);
        device.AwaitsBirth = false;
        (_epoch, _sequence, _isForeign) = (entry.Epoch, entry.Sequence, !table.Certificate.HasOutbox);
        _gateway.LastSequence = Math.Max(_gateway.LastSequence, entry.Sequence);

        var points = new List<PointState>(table.Points.Length);
        foreach (var metric in table.Certificate.Metrics)
        {
            if (table.Points[metric.Index] is not { } point)
                continue;
            points.Add(point);
            Refresh(point, metric);
        }
        var kept = points.ToHashSet();
        foreach (var gone in device.Points)
        {
            if (!kept.Contains(gone) && gone.Gateway == _gateway)
                Retire(gone);
        }
        device.Points = points;
    }

    private void OnData(JournalEntry entry)
    {
        // Of another epoch it says nothing about this one: two machines may run on copies of one outbox.
        if (entry.Kind == JournalKind.Data && entry.Epoch == _gateway.Epoch)
        {
            _gateway.Committed = entry.Sequence;
            _gateway.LastSequence = Math.Max(_gateway.LastSequence, entry.Sequence);
        }
        _gateway.ReceivedMs = _receivedMs;
        if (_gateway.AwaitsBirths)
            GiveUpUnborn();
        if (_births.Find(entry.Gateway, entry.Device) is not { } table)
            return;
        _isForeign = entry.Kind == JournalKind.ForeignData;
        (_epoch, _sequence) = (entry.Epoch, _isForeign ? (ulong)entry.Id : entry.Sequence);
        BatchReader.Read(entry.Payload, table, _isForeign ? _receivedMs : null, this);
        _live.Past.EndBatch(_receivedMs);
    }

    private void GiveUpUnborn()
    {
        _gateway.AwaitsBirths = false;
        foreach (var device in _gateway.Devices.Values)
        {
            if (device.AwaitsBirth)
                MarkStale(device);
        }
    }

    private void OnGap(JournalEntry entry)
    {
        _gateway.Committed = entry.Sequence;
        _gateway.LastSequence = Math.Max(_gateway.LastSequence, entry.Sequence);
        foreach (var device in _gateway.Devices.Values)
        {
            foreach (var point in device.Points)
                point.InUseInLog = false;
        }
    }

    private void Refresh(PointState point, BirthMetric metric)
    {
        point.Gateway = _gateway;
        point.IsRetired = false;
        (point.Epoch, point.Sequence, point.Index) = (_epoch, _sequence, int.MaxValue);
        if (!TryReadBirth(metric, out var reading))
            reading = reading with { Value = PointValue.Null, Quality = QualityCode.Bad };
        if (point.IsInUse(reading.Value, reading.Quality))
            point.LastInUseMs = Math.Max(point.LastInUseMs, Math.Min(reading.TimestampMs, _receivedMs));
        if (_isForeign)
            point.InUseInLog = point.IsInUse(reading.Value, reading.Quality);
        Show(point, reading, isBirth: true);
    }

    private bool TryReadBirth(BirthMetric metric, out Reading reading)
    {
        reading = new Reading(metric.TimestampMs ?? _receivedMs, PointValue.Null, metric.Quality);
        if (metric.IsNull)
            return true;
        var readable = ReadingValueReader.TryRead(metric.Value, metric.DataType, out var value);
        reading = reading with { Value = value };
        return readable;
    }

    private void Show(PointState point, in Reading reading, bool isBirth)
    {
        var isNew = point.Value != reading.Value || point.Quality != reading.Quality || point.SinceMs == PointState.Never;
        // A birth repeats what holds: only a later time tells that it changed and came back while nobody heard.
        if (isNew || (isBirth && point.IsStale && reading.TimestampMs > point.SinceMs))
            point.SinceMs = reading.TimestampMs;
        point.ReceivedMs = _receivedMs;
        var wasStale = point.IsStale;
        if (isBirth)
            point.StaleSinceMs = PointState.Never;
        if (isNew || wasStale != point.IsStale)
        {
            (point.Value, point.Quality) = (reading.Value, reading.Quality);
            _live.Changed(point);
        }
    }

    private static void TrackUse(PointState point, in Reading reading, long atMs)
    {
        var inUse = point.IsInUse(reading.Value, reading.Quality);
        if ((inUse || point.InUseInLog) && atMs > point.LastInUseMs)
            point.LastInUseMs = atMs;
        point.InUseInLog = inUse;
    }

    private bool IsShownAlready(PointState point, int index) =>
        point.Gateway == _gateway && point.Epoch == _epoch
        && (_sequence < point.Sequence || (_sequence == point.Sequence && index <= point.Index));

    private void MarkStale(DeclaredPoints device)
    {
        device.AwaitsBirth = false;
        foreach (var point in device.Points)
        {
            if (point.IsStale || point.Gateway != _gateway)
                continue;
            point.StaleSinceMs = _receivedMs;
            _live.Changed(point);
        }
    }

    private void Retire(PointState point)
    {
        point.IsRetired = true;
        if (!point.IsStale)
            point.StaleSinceMs = _receivedMs;
        _live.Changed(point);
    }

    private void SetPresence(GatewayPresence presence)
    {
        if (_gateway.Presence == presence && _gateway.SinceMs != PointState.Never)
            return;
        _gateway.Presence = presence;
        _gateway.SinceMs = _receivedMs;
    }

    private PointState? ResolvePoint(JournalEntry birth, BirthMetric metric)
    {
        if (ReservedNames.IsProtocol(metric.Name) || ReservedNames.IsGateway(metric.Name) || !PointType.IsPoint(metric.DataType))
            return null;
        return _live.PointOf(GatewayKey.Parse(birth.Gateway).Community, birth.Device ?? "", metric.Name);
    }

    private static DeclaredPoints DeviceOf(GatewayState gateway, string? device)
    {
        if (!gateway.Devices.TryGetValue(device ?? "", out var state))
            gateway.Devices[device ?? ""] = state = new DeclaredPoints();
        return state;
    }
}
