using OpcSpaces.Model.Places;
using OpcSpaces.Points;
using OpcSpaces.Projections.Batches;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Session;

namespace OpcSpaces.Projections.Live;

/// <summary>
/// Turns journal entries into <see cref="LiveState"/>. Within one outbox, the order is epoch, sequence, index, and a birth comes after its
/// sequence. So readings that arrive late, after a go-back or from a backlog, do not overwrite a newer birth. They still count for when a
/// point was last in use. A foreign node has no sequence: its readings are shown in the order of their
/// times, and in the order of arrival after its clock was set back (<see cref="ForeignClock"/>).
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
    private long _bornMs;
    private bool _isForeign;

    public LiveFold(LiveState live)
    {
        _live = live;
        _births = new BirthBook<PointState>(ResolvePoint);
    }

    /// <summary>Applies entries in the journal's order, and then wakes the readers once.</summary>
    public void Apply(IReadOnlyList<JournalEntry> entries)
    {
        lock (_live.Gate)
        {
            foreach (var entry in entries)
                Apply(entry);
            if (entries.Count == 0)
                return;
            _live.ReceivedThrough = entries[^1].ReceivedAt;
            _live.Publish(entries[^1].Id);
        }
    }

    /// <summary>Takes the births that were valid at the position of a loaded state. The state already contains their values.</summary>
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
            // A reader during the load has seen nothing or a part of it.
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

    public void Read(PointState point, int index, in Reading reading, in ReadingTime time)
    {
        var atMs = Math.Min(time.Ms, _receivedMs);
        // A time that cannot be one says nothing about how far the gateway is, and is no history.
        if (time.IsPlausible)
        {
            SeeNewest(atMs);
            _live.Past.See(atMs, reading.Quality);
        }
        if (_isForeign && time is { IsPlausible: true, IsHistorical: false, SaidMs: not null } && _gateway.Clock.WasSetBack(time.Ms, _receivedMs))
            OnClockSetBack(time.Ms);
        if (_isForeign && IsOlderThanShown(point, time))
        {
            if (point.IsInUse(reading.Value, reading.Quality))
                point.LastInUseMs = Math.Max(point.LastInUseMs, atMs);
            return;
        }
        if (point.TracksUse)
            TrackUse(point, reading, atMs);
        if (point.IsContact)
            point.Contact = point.Contact.Take(reading.Value, reading.Quality, atMs, _receivedMs);
        if (IsShownAlready(point, index))
            return;
        (point.Epoch, point.Sequence, point.Index, point.ShownMs) = (_epoch, _sequence, index, time.Ms);
        Show(point, reading, isBirth: false);
    }

    public void Refuse(int index, ReadingFault fault, BirthMetric? metric, ReadOnlySpan<byte> record)
    {
        // The series projection, which reads the same entries, writes the dead letter.
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
            case JournalKind.Expired:
                OnExpired(entry);
                break;
        }
        _live.Changed(_gateway);
    }

    private static bool IsAboutGateway(JournalKind kind) => kind
        is JournalKind.NodeBirth or JournalKind.DeviceBirth or JournalKind.Data or JournalKind.ForeignData
        or JournalKind.NodeDeath or JournalKind.DeviceDeath or JournalKind.Gap or JournalKind.Expired;

    private void OnHostStart()
    {
        foreach (var gateway in _live.Gateways)
        {
            _gateway = gateway;
            SetPresence(GatewayPresence.Unknown);
        }
        foreach (var point in _live.Points)
        {
            MissWhatNobodyKept(point);
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
            Refresh(point, metric, table);
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
        OnBatch(entry, entry.Kind);
        if (_births.Find(entry.Gateway, entry.Device) is not { } table)
            return;
        _isForeign = entry.Kind == JournalKind.ForeignData;
        (_epoch, _sequence) = (entry.Epoch, _isForeign ? (ulong)entry.Id : entry.Sequence);
        if (entry is { Kind: JournalKind.Data, Device: null } && ClockSayings.Last(entry.Payload, table.Certificate) is { } statement)
        {
            var forwardMs = _gateway.TakeClock(statement, _receivedMs);
            foreach (var point in PointsOfGateway)
                point.Contact = forwardMs is { } ms ? point.Contact.Moved(ms) : point.Contact.Missed();
        }
        _bornMs = _isForeign ? ReadingTime.OfForeign(null, table.Certificate.TimestampMs, false, _receivedMs).Ms : PointState.Never;
        BatchReader.Read(entry.Payload, table, _receivedMs, _isForeign, this);
        _live.Past.EndBatch(_receivedMs);
    }

    private IEnumerable<PointState> PointsOfGateway => _gateway.Devices.Values.SelectMany(device => device.Points);

    /// <summary>What is known because a batch has come, whatever is in it.</summary>
    private void OnBatch(JournalEntry entry, JournalKind kind)
    {
        // A batch of another epoch says nothing about this one: two machines may run on copies of one outbox.
        if (kind == JournalKind.Data && entry.Epoch == _gateway.Epoch)
        {
            _gateway.Committed = entry.Sequence;
            _gateway.LastSequence = Math.Max(_gateway.LastSequence, entry.Sequence);
        }
        if (_gateway.AwaitsBirths)
            GiveUpUnborn();
    }

    // Its readings are gone: for the points nothing follows, except that nobody knows how long a hold is. How far the gateway is stays known.
    private void OnExpired(JournalEntry entry)
    {
        var left = ExpiredEntry.Read(entry.Payload);
        if (left.Was == JournalKind.NodeBirth)
            SetPresence(GatewayPresence.Online);
        if (left.Was is not (JournalKind.Data or JournalKind.ForeignData))
            return;
        OnBatch(entry, left.Was);
        foreach (var point in PointsOfGateway)
            point.Contact = point.Contact.Missed();
        if (PlausibleTime.TryRead(left.ToMs, _receivedMs, out var newestMs))
            SeeNewest(Math.Min(newestMs, _receivedMs));
    }

    private void SeeNewest(long atMs)
    {
        if (atMs > _gateway.NewestReadingMs)
            (_gateway.NewestReadingMs, _gateway.ReceivedMs) = (atMs, _receivedMs);
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

    // From now on the order of arrival counts; what is shown has a time of the clock before.
    private void OnClockSetBack(long ms)
    {
        _gateway.ClockSetBackMs = _receivedMs;
        _gateway.NewestReadingMs = Math.Min(_gateway.NewestReadingMs, ms);
        foreach (var point in PointsOfGateway.Where(point => point.Gateway == _gateway))
            point.ShownMs = Math.Min(point.ShownMs, ms);
    }

    private void OnGap(JournalEntry entry)
    {
        _gateway.Committed = entry.Sequence;
        _gateway.LastSequence = Math.Max(_gateway.LastSequence, entry.Sequence);
        foreach (var point in PointsOfGateway)
        {
            point.InUseInLog = false;
            point.Contact = point.Contact.Missed();
        }
    }

    private void Refresh(PointState point, BirthMetric metric, BirthTable<PointState> table)
    {
        if (point.Gateway != _gateway) _live.Changed(_gateway); // who follows the zone may not have been told of it
        point.Gateway = _gateway;
        _live.Retire(point, false);
        var time = table.TimeOf(metric, _receivedMs);
        if (_isForeign && time is { IsPlausible: true, IsHistorical: false, SaidMs: not null })
            _gateway.Clock.OnBirth(time.Ms);
        (point.Epoch, point.Sequence, point.Index, point.ShownMs) = (_epoch, _sequence, int.MaxValue, time.Ms);
        var reading = ReadBirth(metric, table, time);
        if (point.IsInUse(reading.Value, reading.Quality))
        {
            var atMs = Math.Min(reading.TimestampMs, _receivedMs);
            point.LastInUseMs = Math.Max(point.LastInUseMs, atMs);
            if (point.IsContact)
                point.Contact = point.Contact.Forced(atMs, _receivedMs);
        }
        if (_isForeign)
            point.InUseInLog = point.IsInUse(reading.Value, reading.Quality);
        Show(point, reading, isBirth: true);
    }

    private static Reading ReadBirth(BirthMetric metric, BirthTable<PointState> table, in ReadingTime time)
    {
        if (!table.TryRead(metric, out var value))
            return new Reading(time.Ms, PointValue.Null, QualityCode.Bad);
        // A birth says what is; where a value of it is of the past, nothing is known of the present.
        return metric.IsHistorical ? Reading.Unknown(time.Ms) : new Reading(time.Ms, value, metric.Quality);
    }

    private void Show(PointState point, in Reading reading, bool isBirth)
    {
        var isNew = point.Value != reading.Value || point.Quality != reading.Quality || point.SinceMs == PointState.Never;
        // A birth repeats the present value. Only a later time shows that it changed and changed back while the gateway was offline.
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

    /// <summary>An equal time follows the order of arrival, unless the sender says that it is of the past. A birth is about its own time, whatever the times of its values are.</summary>
    private bool IsOlderThanShown(PointState point, in ReadingTime time)
    {
        // Of the past, and nobody knows of when.
        if (time is { IsHistorical: true, IsPlausible: false })
            return true;
        if (point.Gateway != _gateway || point.ShownMs == PointState.Never)
            return false;
        return time.IsHistorical ? time.Ms <= Math.Max(point.ShownMs, _bornMs) : time.Ms < point.ShownMs;
    }

    private bool IsShownAlready(PointState point, int index) =>
        point.Gateway == _gateway && point.Epoch == _epoch
        && (_sequence < point.Sequence || (_sequence == point.Sequence && index <= point.Index));

    private void MarkStale(DeclaredPoints device)
    {
        device.AwaitsBirth = false;
        foreach (var point in device.Points)
        {
            if (point.Gateway != _gateway)
                continue;
            MissWhatNobodyKept(point);
            if (point.IsStale)
                continue;
            point.StaleSinceMs = _receivedMs;
            _live.Changed(point);
        }
    }

    // A node without an outbox does not tell later what it sees while nobody listens: a door that is closed again afterwards may have been closed all the time.
    private static void MissWhatNobodyKept(PointState point)
    {
        if (point.Gateway is { Epoch: 0 })
            point.Contact = point.Contact.Missed();
    }

    private void Retire(PointState point)
    {
        _live.Retire(point, true);
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
        var isHealth = metric.Name == SensorTroubles.MetricName && birth.Device is not null;
        if (ReservedNames.IsProtocol(metric.Name) || (ReservedNames.IsGateway(metric.Name) && !isHealth) || !PointType.IsPoint(metric.DataType))
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
