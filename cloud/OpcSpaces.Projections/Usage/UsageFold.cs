using OpcSpaces.Model.Places;
using OpcSpaces.Points;
using OpcSpaces.Points.Hours;
using OpcSpaces.Projections.Batches;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Projections.Usage;

/// <summary>
/// Turns journal entries into usage records. It knows no other clock than the receive times of the entries, so the same journal gives the
/// same records, in each revision, whenever it is read.
/// </summary>
internal sealed partial class UsageFold : IReadingSink<UsageMetric>
{
    private const long Minute = 60_000;

    private readonly Dictionary<string, UsageGateway> _gateways = new(StringComparer.Ordinal);
    private readonly Dictionary<ZoneKey, UsageZone> _zones = [];
    private readonly BirthBook<UsageMetric> _births;
    private readonly List<(Seal Seal, ulong Epoch, ulong Sequence)> _seals = []; // of the batch that is being read
    private readonly List<ClockStatement> _statements = []; // of the batch that is being read
    private readonly List<EmittedRecord> _emitted = [];
    private readonly UsageTimeZones _timeZones = new();

    private long _nowMs; // the newest receive time
    private long _listeningSinceMs;
    private long _completeFromMs; // no record is made of an hour that begins before
    private bool _isDeaf; // since the cloud started or lost its broker, no gateway was heard
    private bool _doubtsClock; // the cloud's own clock made a step
    private bool _isLoading;
    private JournalEntry _entry = null!;
    private UsageGateway _gateway = null!;

    public UsageFold() => _births = new BirthBook<UsageMetric>(Resolve);

    /// <summary>The newest time of the journal that it has seen, in ms since 1970 UTC.</summary>
    public long NowMs => _nowMs;

    /// <summary>The beginning of the oldest hour that is not closed, or that is to be closed again; the largest number where there is none.</summary>
    public long OpenSinceMs => _zones.Values.Where(zone => zone.NextMs > 0)
        .Select(zone => zone.Late.Count > 0 ? Math.Min(zone.NextMs, zone.Late.Min) : zone.NextMs).DefaultIfEmpty(long.MaxValue).Min();

    /// <summary>The records that have come of the entries since the last call, in their order.</summary>
    public IReadOnlyList<EmittedRecord> TakeEmitted()
    {
        EmittedRecord[] emitted = [.. _emitted];
        _emitted.Clear();
        return emitted;
    }

    public void Apply(JournalEntry entry)
    {
        _entry = entry;
        var (minute, beforeMs) = (_nowMs / Minute, _nowMs);
        FollowClock(entry);
        switch (entry.Kind)
        {
            case JournalKind.HostStart:
                OnHostStart(beforeMs);
                break;
            case JournalKind.RegistryChange or JournalKind.RegistryHead:
                foreach (var community in _timeZones.Apply(entry)) ChangePhase(community);
                break;
            case JournalKind.NodeBirth or JournalKind.DeviceBirth or JournalKind.Data or JournalKind.ForeignData or JournalKind.NodeDeath
                or JournalKind.DeviceDeath or JournalKind.Gap or JournalKind.NewEpoch or JournalKind.Expired:
                OnGateway(entry);
                break;
        }

        if (_nowMs / Minute != minute) CloseWhatIsDue();
    }

    public void Read(UsageMetric metric, int index, in Reading reading, in ReadingTime time)
    {
        switch (metric.Kind)
        {
            case UsageMetricKind.Seal:
                if (!reading.Value.IsNull && Seal.TryParse(reading.Value.AsText, out var seal, out _)) _seals.Add((seal!, _entry.Epoch, seal!.Through));
                return;
            case UsageMetricKind.ClockStatement:
                if (!reading.Value.IsNull && ClockStatement.TryParse(reading.Value.AsText, out var statement, out _)) _statements.Add(statement!);
                return;
            case UsageMetricKind.Tombstone:
                if (!reading.Value.IsNull && Tombstone.TryParse(reading.Value.AsText, out var tombstone, out _)) LoseDropped(metric, tombstone!);
                return;
        }

        if (!time.IsPlausible || metric.TakenMs <= time.Ms)
        {
            // It happened at a time that nobody knows, or another gateway has the point: the value before it does not hold any more.
            metric.Lose();
            return;
        }

        if (_doubtsClock && Math.Abs(time.Ms - _nowMs) < UsageTimes.LongestStepMs) (_doubtsClock, _listeningSinceMs) = (false, _nowMs);
        // What a foreign node sends of its past says nothing about what came after it.
        if (!_gateway.HasOutbox && metric.Metric.Nature != MetricNature.Moment && time.Ms < metric.Tally.ThroughMs) return;

        var (atMs, zone) = (time.Ms, metric.Zone!);
        if (metric.IsRetired && zone.Metrics.TryAdd((metric.Gateway, metric.Name), metric))
        {
            metric.Renew(); // what has come about since it was forgotten, such as other hours, has passed it by
            zone.MetricsChanged();
        }

        metric.Take(reading);
        if (_gateway.HasGaps && !reading.Value.IsNull) _gateway.CloseGaps(atMs);
        if (_gateway.Clock.IsDoubted) return; // it says what holds, and not since when
        if (atMs > _gateway.NewestMs) _gateway.NewestMs = atMs;
        if (zone.NextMs == 0) zone.NextMs = FirstOpen(zone, atMs);
        else if (atMs < zone.NextMs && (!_gateway.Seals || atMs < _gateway.SealedThroughMs)) MarkLate(zone, atMs);
    }

    public void Refuse(int index, ReadingFault fault, BirthMetric? metric, ReadOnlySpan<byte> record)
    {
        // The series projection, which reads the same entries, writes the dead letter.
    }

    /// <summary>
    /// The journal has an entry every ten minutes. After a longer step the cloud was asleep, or its clock was set: no time to wait passes until a
    /// gateway sends a reading of about that time.
    /// </summary>
    private void FollowClock(JournalEntry entry)
    {
        if (entry.Kind is JournalKind.RegistryChange or JournalKind.RegistryHead) return; // of another clock
        var atMs = entry.ReceivedAt.ToUnixTimeMilliseconds();
        if (Math.Abs(atMs - _nowMs) > UsageTimes.LongestStepMs) (_nowMs, _doubtsClock) = (atMs, true);
        else _nowMs = Math.Max(_nowMs, atMs);
    }

    /// <param name="heardUntilMs">The entry before: until then the cloud listened.</param>
    private void OnHostStart(long heardUntilMs)
    {
        _isDeaf = true;
        foreach (var gateway in _gateways.Values)
        {
            if (!gateway.IsOnline) continue;
            (gateway.IsOnline, gateway.GoneMs) = (false, heardUntilMs);
            if (!gateway.HasOutbox) LoseAll(gateway, Math.Max(gateway.HeardMs, heardUntilMs - UsageTimes.UnnoticedMs));
        }
    }

    private void OnGateway(JournalEntry entry)
    {
        if (!_gateways.TryGetValue(entry.Gateway, out var gateway))
        {
            if (!GatewayKey.TryParse(entry.Gateway, out var key)) return;
            _gateways[entry.Gateway] = gateway = new UsageGateway(key);
        }

        _gateway = gateway;
        if (_isDeaf) (_isDeaf, _listeningSinceMs) = (false, _nowMs);
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
                (_gateway.IsOnline, _gateway.GoneMs) = (false, _nowMs);
                if (!_gateway.HasOutbox) LoseAll(_gateway, Math.Max(_gateway.HeardMs, _nowMs - UsageTimes.UnnoticedMs));
                break;
            case JournalKind.DeviceDeath when !_gateway.HasOutbox && entry.Device is { } zone:
                foreach (var metric in DeviceOf(_gateway, zone).Metrics) metric.Lose(_nowMs);
                break;
            case JournalKind.Gap:
                LoseAll(_gateway);
                (_gateway.Epoch, _gateway.Committed) = (entry.Epoch, entry.Sequence);
                break;
            case JournalKind.NewEpoch:
                _gateway.Continuing = entry.Epoch;
                break;
            case JournalKind.Expired:
                OnExpired(entry);
                break;
        }
    }

    private void OnNodeBirth(JournalEntry entry)
    {
        (_gateway.IsOnline, _gateway.GoneMs, _gateway.HeardMs, _gateway.HasOutbox) = (true, 0, _nowMs, entry.Epoch != 0);
        _gateway.Declared = (entry.Epoch, entry.Sequence);
        foreach (var device in _gateway.Devices.Values) device.AwaitsBirth = true;
        _gateway.AwaitsBirths = true;
        OnBirth(entry);
    }

    private void OnBirth(JournalEntry entry)
    {
        _gateway.HeardMs = _nowMs;
        if (_births.Learn(entry) is not { } table || entry.Device is not { } zone) return;
        var device = DeviceOf(_gateway, zone);
        device.AwaitsBirth = false;
        var metrics = table.Points.OfType<UsageMetric>().Where(metric => metric.Kind == UsageMetricKind.Sums).ToList();
        if (!metrics.SequenceEqual(device.Metrics) || metrics.Exists(metric => metric.IsRetired))
        {
            foreach (var gone in device.Metrics.Except(metrics)) Retire(gone);
            foreach (var metric in metrics) Revive(metric);
            device.Metrics = metrics;
            ZoneOf(new ZoneKey(_gateway.Key.Community, zone)).MetricsChanged();
        }

        if (_gateway.HasOutbox) return;
        // Some values of a foreign node come in its births only.
        foreach (var metric in table.Certificate.Metrics)
        {
            if (table.Points[metric.Index] is not { Kind: UsageMetricKind.Sums } point || point.Metric.Nature == MetricNature.Moment) continue;
            var time = table.TimeOf(metric, _nowMs);
            Read(point, metric.Index, table.TryRead(metric, out var value) ? new Reading(time.Ms, value, metric.Quality) : Reading.Unknown(time.Ms), time);
        }
    }

    private void OnData(JournalEntry entry)
    {
        if (entry.Kind == JournalKind.Data) FollowLog(entry);
        _gateway.HeardMs = _nowMs;
        if (_gateway.AwaitsBirths) GiveUpUnborn();

        if (_births.Find(entry.Gateway, entry.Device) is not { } table) return;
        BatchReader.Read(entry.Payload, table, entry.ReceivedAt.ToUnixTimeMilliseconds(), entry.Kind == JournalKind.ForeignData, this);
        foreach (var statement in _statements) OnStatement(statement);
        _statements.Clear();
        if (_seals.Count == 0) return;
        foreach (var (seal, epoch, through) in _seals) OnSeal(seal, epoch, through);
        _seals.Clear();
    }

    // What it said is not known any more. That it came tells how far the gateway's log is.
    private void OnExpired(JournalEntry entry)
    {
        if (ExpiredEntry.Read(entry.Payload).Was == JournalKind.Data) FollowLog(entry);
        _gateway.HeardMs = _nowMs;
        if (entry.Device is { } zone && _gateway.Devices.TryGetValue(zone, out var device)) device.Metrics.ForEach(metric => metric.Lose());
    }

    private void FollowLog(JournalEntry entry)
    {
        if (entry.Epoch != _gateway.Epoch)
        {
            // Another outbox than before: nothing is known of the time between the two, unless it goes on where the one before ended.
            if (_gateway.Epoch != 0 && _gateway.Continuing != entry.Epoch) LoseAll(_gateway, _gateway.NewestMs);
            _gateway.Epoch = entry.Epoch;
        }

        _gateway.Committed = entry.Sequence;
    }

    private void OnSeal(Seal seal, ulong epoch, ulong through)
    {
        var endMs = seal.HourMs + MetricHour.LengthMs;
        if (!PlausibleTime.Is(seal.HourMs, _nowMs) || _gateway.Clock.IsDoubted) return;
        var sealedMs = _gateway.SealedThroughMs;
        _gateway.SealedThroughMs = Math.Max(sealedMs, endMs);
        foreach (var of in seal.Zones)
        {
            // A gateway speaks of its own zones only.
            if (!_gateway.Devices.ContainsKey(of.Zone) || !_zones.TryGetValue(new ZoneKey(_gateway.Key.Community, of.Zone), out var zone) || seal.HourMs < zone.KeptFromMs) continue;
            if (zone.NextMs == 0) zone.NextMs = FirstOpen(zone, seal.HourMs);
            if (zone.StartOf(seal.HourMs) == seal.HourMs)
            {
                if (!zone.Seals.TryGetValue(seal.HourMs, out var seals)) zone.Seals[seal.HourMs] = seals = [];
                seals[_gateway] = new SealedHour(of, epoch, through);
            }

            // The hours since the seal before are known too, also where they were closed without one.
            var lateMs = sealedMs > 0 ? Math.Min(sealedMs, seal.HourMs) : zone.StartOf(seal.HourMs + MetricHour.LengthMs - 1);
            if (lateMs < zone.NextMs) MarkLate(zone, lateMs, Math.Min(seal.HourMs, zone.NextMs - MetricHour.LengthMs));
            Close(zone);
        }
    }

    private void LoseDropped(UsageMetric of, Tombstone tombstone)
    {
        if (of.Zone is not { } zone) return;
        foreach (var name in tombstone.Counts.Keys)
        {
            if (zone.Metrics.TryGetValue((of.Gateway, name), out var metric)) metric.Lose(PlausibleTime.Is(tombstone.FromMs, _nowMs) ? tombstone.FromMs : 0);
        }
    }

    private static void LoseAll(UsageGateway gateway, long fromMs = 0)
    {
        foreach (var metric in gateway.Devices.Values.SelectMany(device => device.Metrics)) metric.Lose(fromMs);
    }

    private void GiveUpUnborn()
    {
        _gateway.AwaitsBirths = false;
        foreach (var (zone, device) in _gateway.Devices)
        {
            if (!device.AwaitsBirth) continue;
            device.AwaitsBirth = false;
            foreach (var metric in device.Metrics) Retire(metric);
            device.Metrics = [];
            ZoneOf(new ZoneKey(_gateway.Key.Community, zone)).MetricsChanged();
        }
    }

    private void Retire(UsageMetric metric)
    {
        metric.Lose(metric.Gateway.HasOutbox ? metric.Gateway.NewestMs : _nowMs);
        metric.IsRetired = true;
    }

    // Another gateway may have had the point until now.
    private void Revive(UsageMetric metric)
    {
        (metric.IsRetired, metric.TakenMs, metric.Gateway.HasGaps) = (false, null, true);
        foreach (var other in metric.Zone!.Metrics.Values)
        {
            if (other.Name != metric.Name || other == metric || other.IsRetired) continue;
            Retire(other);
            other.TakenMs = _nowMs;
        }
    }

    private UsageMetric? Resolve(JournalEntry birth, BirthMetric metric)
    {
        var gateway = _gateways[birth.Gateway];
        var zone = birth.Device is { } device ? ZoneOf(new ZoneKey(gateway.Key.Community, device)) : null;
        if (metric.Name == OutboxMetrics.Seal) return zone is null ? UsageMetric.Seal(gateway) : null;
        if (metric.Name == OutboxMetrics.ClockStatement) return zone is null ? UsageMetric.ClockStatement(gateway) : null;
        if (metric.Name == OutboxMetrics.Tombstone) return UsageMetric.Tombstone(gateway, zone);
        if (zone is null || !PointType.IsPoint(metric.DataType)) return null;
        if (zone.Metrics.TryGetValue((gateway, metric.Name), out var known)) return known;
        if (UsageMetric.OfPoint(gateway, zone, metric.Name, zone.PhaseMs) is not { } fresh) return null;
        fresh.IsRetired = true; // until the birth is taken
        if (_isLoading) return fresh; // what was forgotten before comes back with a reading
        fresh.Renew();
        return zone.Metrics[(gateway, metric.Name)] = fresh;
    }

    private static UsageDevice DeviceOf(UsageGateway gateway, string zone)
    {
        if (!gateway.Devices.TryGetValue(zone, out var device)) gateway.Devices[zone] = device = new UsageDevice();
        return device;
    }

    private UsageZone ZoneOf(ZoneKey key)
    {
        if (_zones.TryGetValue(key, out var known)) return known;
        var zone = new UsageZone(key, _timeZones.PhaseMs(key.Community));
        if (_completeFromMs > 0) zone.KeptFromMs = zone.StartOf(_completeFromMs + MetricHour.LengthMs - 1);
        return _zones[key] = zone;
    }
}
