using OpcSpaces.Model.Places;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Usage;

/// <summary>How the fold is kept over a restart.</summary>
internal sealed partial class UsageFold
{
    /// <summary>The version of what the fold computes and saves. A store that another version wrote is built again from the journal.</summary>
    public const int Version = 6;

    public UsageState Save() => new(
        _nowMs, _listeningSinceMs, _isDeaf, _doubtsClock, _timeZones.Save(),
        [.. _gateways.Select(it => SaveGateway(it.Key, it.Value))],
        [.. _zones.Values.Select(SaveZone)],
        _completeFromMs);

    /// <summary>Goes on from a state, or from nothing.</summary>
    /// <param name="state">What was saved; null for nothing.</param>
    /// <param name="births">The births that are valid at its position.</param>
    /// <param name="completeFromMs">From nothing: no record is made of an hour that begins before, because readings of it have expired; in ms since 1970 UTC.</param>
    public void Load(UsageState? state, IReadOnlyList<JournalEntry> births, long completeFromMs = 0)
    {
        _gateways.Clear();
        _zones.Clear();
        _births.Clear();
        _emitted.Clear();
        _seals.Clear();
        _statements.Clear();
        (_nowMs, _listeningSinceMs) = (state?.NowMs ?? 0, state?.ListeningSinceMs ?? 0);
        (_isDeaf, _doubtsClock) = (state?.IsDeaf ?? false, state?.DoubtsClock ?? false);
        _completeFromMs = state?.CompleteFromMs ?? completeFromMs;
        _timeZones.Load(state?.TimeZones ?? UsageTimeZonesState.None);
        if (state is null) return;
        foreach (var gateway in state.Gateways) LoadGateway(gateway);
        foreach (var zone in state.Zones) LoadZone(zone);
        foreach (var gateway in state.Gateways) LoadDevices(gateway);
        _isLoading = true;
        foreach (var birth in births)
        {
            if (_gateways.ContainsKey(birth.Gateway)) _births.Learn(birth);
        }

        _isLoading = false;

        foreach (var zone in _zones.Values) zone.MetricsChanged();
    }

    private static UsageGatewayState SaveGateway(string key, UsageGateway gateway) => new(
        key, gateway.HasOutbox, gateway.IsOnline, gateway.Epoch, gateway.Continuing, gateway.Declared.Epoch, gateway.Declared.Sequence, gateway.Committed,
        gateway.HeardMs, gateway.GoneMs, gateway.NewestMs, gateway.SealedThroughMs, gateway.Clock.Save(),
        [.. gateway.Devices.Select(it => new UsageDeviceState(it.Key, it.Value.AwaitsBirth, [.. it.Value.Metrics.Select(metric => metric.Name)]))]);

    private static UsageZoneState SaveZone(UsageZone zone) => new(
        zone.Key.Community, zone.Key.Zone, zone.PhaseMs, zone.NextPhase, zone.NextMs, zone.KeptFromMs, zone.LateSinceMs, [.. zone.Late],
        [.. zone.Metrics.Values.Select(metric => new UsageMetricState(metric.Gateway.Key.ToString(), metric.Name, metric.IsRetired, metric.TakenMs, metric.Tally.Save(), metric.Stays?.Save(), metric.Gaps?.Save()))],
        [.. zone.Seals.SelectMany(hour => hour.Value.Select(it => new SealedHourState(hour.Key, it.Key.Key.ToString(), it.Value.Epoch, it.Value.Through, it.Value.Zone)))],
        [.. zone.Closed.Select(it => new ClosedHourState(it.Key, it.Value.Revision, it.Value.Hash))]);

    private void LoadGateway(UsageGatewayState state)
    {
        var gateway = _gateways[state.Key] = new UsageGateway(GatewayKey.Parse(state.Key))
        {
            HasOutbox = state.HasOutbox,
            IsOnline = state.IsOnline,
            Epoch = state.Epoch,
            Continuing = state.Continuing,
            Declared = (state.DeclaredEpoch, state.DeclaredSequence),
            Committed = state.Committed,
            HeardMs = state.HeardMs,
            GoneMs = state.GoneMs,
            NewestMs = state.NewestMs,
            SealedThroughMs = state.SealedThroughMs,
            AwaitsBirths = state.Devices.Any(device => device.AwaitsBirth),
        };
        gateway.Clock.Load(state.Clock);
    }

    private void LoadZone(UsageZoneState state)
    {
        var zone = new UsageZone(new ZoneKey(state.Community, state.Zone), state.PhaseMs)
        {
            NextPhase = state.NextPhase,
            NextMs = state.NextMs,
            KeptFromMs = state.KeptFromMs,
            LateSinceMs = state.LateSinceMs,
        };
        _zones[zone.Key] = zone;
        zone.Late.UnionWith(state.Late);
        foreach (var it in state.Metrics)
        {
            var metric = UsageMetric.OfPoint(_gateways[it.Gateway], zone, it.Name, state.PhaseMs)!;
            (metric.IsRetired, metric.TakenMs) = (it.IsRetired, it.TakenMs);
            metric.Tally.Load(it.Tally);
            if (it.Stays is { } stays) metric.Stays!.Load(stays);
            if (it.Gaps is { } gaps) metric.Gaps!.Load(gaps);
            zone.Metrics[(metric.Gateway, metric.Name)] = metric;
        }

        foreach (var it in state.Seals)
        {
            if (!zone.Seals.TryGetValue(it.StartMs, out var seals)) zone.Seals[it.StartMs] = seals = [];
            seals[_gateways[it.Gateway]] = new SealedHour(it.Zone, it.Epoch, it.Through);
        }

        foreach (var it in state.Closed) zone.Closed[it.StartMs] = new ClosedHour(it.Revision, it.Hash);
    }

    private void LoadDevices(UsageGatewayState state)
    {
        var gateway = _gateways[state.Key];
        foreach (var it in state.Devices)
        {
            var zone = ZoneOf(new ZoneKey(gateway.Key.Community, it.Zone));
            gateway.Devices[it.Zone] = new UsageDevice
            {
                AwaitsBirth = it.AwaitsBirth,
                // One that was forgotten is made anew when its gateway is born again.
                Metrics = [.. it.Metrics.Select(name => zone.Metrics.GetValueOrDefault((gateway, name))).OfType<UsageMetric>()],
            };
        }
    }
}
