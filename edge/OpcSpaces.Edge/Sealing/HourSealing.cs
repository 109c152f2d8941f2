using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Clock;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Points;
using OpcSpaces.Points.Hours;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Sealing;

/// <summary>
/// Seals each hour of the sensing clock once nothing of it is open any more: half an hour after its end, and up to <see cref="LatestMs"/>
/// while it is not certain whether a quiet stay went on. It reads the log as the uplink does, so the sums follow from the batches alone,
/// and a start after a crash is the normal way. Hours in which the agent did not run are sealed too, with nothing observed. One call at a time.
/// </summary>
internal sealed partial class HourSealing
{
    /// <summary>Presence is settled at the latest two hours after an hour; this is a quarter of an hour more.</summary>
    public const long LatestMs = (2 * MetricHour.LengthMs) + (MetricHour.LengthMs / 4);

    // After a longer time without the agent, or after a jump of the clock, older hours are left out.
    private const long LongestBacklogMs = 31 * 24 * MetricHour.LengthMs;

    private const int BatchesAtATime = 256;

    private readonly OutboxLog _outbox;
    private readonly HourSealingDependencies _dependencies;
    private readonly HourTallies _tallies;
    private readonly IReadOnlyList<SealedMetrics> _zones;
    private readonly Metric _seal;
    private ulong _epoch, _through;
    private string? _chain; // the link at _through in hex; null when it is not known
    private long? _nextHourMs;

    public HourSealing(SensingConfig config, HourSealingDependencies dependencies)
    {
        (_outbox, _dependencies) = (dependencies.Outbox, dependencies);
        _tallies = new HourTallies(_outbox.Metric) { Turned = FollowClock };
        _zones = SealedMetrics.Of(config, _outbox.Metric);
        _seal = _outbox.Metric("", OutboxMetrics.Seal);
        _epoch = _outbox.Position.Epoch;
        _chain = ChainLink.Genesis(_epoch).ToString();
        Load();
    }

    /// <summary>Takes what was settled of the places.</summary>
    public ExpectedHours Expected { get; } = new();

    /// <summary>Seals every hour that can be sealed. Everything that happened up to <paramref name="nowMs"/> must be in the log, except for the uncertain metrics.</summary>
    /// <param name="nowMs">The sensing clock, in ms since 1970 UTC.</param>
    /// <param name="settledMs">Up to this time the hours of all places are settled.</param>
    /// <param name="uncertain">The metrics whose newest reading holds for certain only up to an earlier time.</param>
    public async Task LookAsync(long nowMs, long settledMs, IReadOnlyList<UncertainMetric> uncertain)
    {
        ReadLog();
        if (nowMs < PlausibleTime.EarliestMs || _tallies.IsDoubted) return;
        var through = uncertain.ToDictionary(it => it.Metric, it => it.KnownThroughMs);
        var certainMs = through.Count == 0 ? long.MaxValue : through.Values.Min();
        var hasSealed = false;
        for (var hour = NextHour(nowMs); IsDue(hour, nowMs, Math.Min(settledMs, certainMs)); hour += MetricHour.LengthMs)
        {
            var maker = new SealMaker(hour, _tallies, Expected, metric => through.GetValueOrDefault(metric, long.MaxValue) is var known && known < nowMs ? known : nowMs);
            var seal = new Seal
            {
                HourMs = hour,
                Through = _through,
                Chain = _chain,
                Boot = _dependencies.Boot,
                Synchronized = KernelClock.IsSynchronized(_dependencies.Time),
                Zones = [.. _zones.Select(maker.Make)],
            };
            // A crash after this line: the next start finds the seal in the log.
            if (await _outbox.AppendAsync("", [new MetricReading(_seal, nowMs, PointValue.Of(seal.ToJson()))], BatchKind.State) == 0) break;
            _nextHourMs = hour + MetricHour.LengthMs;
            hasSealed = true;
        }

        if (!hasSealed) return;
        _tallies.Forget(_nextHourMs!.Value);
        Expected.Forget(_nextHourMs.Value);
        Save();
    }

    /// <summary>Keeps what the next start needs. Call it after the last <see cref="LookAsync"/>.</summary>
    public void Save()
    {
        ReadLog();
        try
        {
            var next = _nextHourMs ?? (_tallies.EarliestMs is { } first ? MetricHour.StartOf(first) : null);
            var (clock, uncertain) = _tallies.SaveClock();
            new SealingState(_epoch, _through, _chain, next, _tallies.Save(), Expected.Save()) { Clock = clock, Uncertain = uncertain }.Write(_dependencies.Directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The log has everything that is not older than its batches.
            NotSaved(_dependencies.Logger, e.Message);
        }
    }

    private static bool IsDue(long hourMs, long nowMs, long certainMs)
    {
        var end = hourMs + MetricHour.LengthMs;
        return nowMs >= end + (MetricHour.LengthMs / 2) && (certainMs >= end || nowMs >= end + LatestMs);
    }

    private long NextHour(long nowMs)
    {
        var current = MetricHour.StartOf(nowMs);
        var next = _nextHourMs ?? MetricHour.StartOf(_tallies.EarliestMs ?? nowMs);
        // The clock was wrong when the last hour was sealed.
        if (next > current + MetricHour.LengthMs) next = current;
        next = Math.Max(next, current - LongestBacklogMs);
        _nextHourMs = next;
        return next;
    }

    private void Load()
    {
        if (SealingState.Read(_dependencies.Directory, out var fault) is not { } state)
        {
            if (fault is not null) NotRead(_dependencies.Logger, fault);
            return;
        }

        if (!IsOfThisLog(state)) return;
        (_through, _chain, _nextHourMs) = (state.Through, state.Chain, state.NextHourMs);
        _tallies.Load(state.Tallies);
        _tallies.LoadClock(state.Clock, state.Uncertain);
        foreach (var it in state.Settled) Expected.Add(it.Zone, it.Point, it.Hour);
    }

    private bool IsOfThisLog(SealingState state) => state.Epoch == _epoch && state.Through <= _outbox.Position.LastSequence;

    private void ReadLog()
    {
        var position = _outbox.Position;
        if (position.Epoch != _epoch) FollowNewEpoch(position.Epoch, position.Previous);
        while (_through < position.LastSequence)
        {
            var batches = _outbox.ReadFrom(_through + 1, BatchesAtATime);
            if (batches.Count == 0) break;
            foreach (var batch in batches)
            {
                if (batch.Sequence > _through + 1) _tallies.Lose();
                _tallies.Take(batch);
                _through = batch.Sequence;
                // A seal that this run did not write, or whose state was not saved.
                _nextHourMs = _tallies.TakeAfterSeal() ?? _nextHourMs;
            }

            _chain = batches[^1].Link.ToString();
        }
    }

    // Hours that a wrong clock let end are sealed again: those that are still to come, when they have ended, and those that it had already
    // sealed, without what it said.
    private void FollowClock(ClockTurn turn)
    {
        // What was expected of a time that is still to come was not of that time.
        if (turn.Kind != ClockTurnKind.Doubted) Expected.ForgetFrom(MetricHour.StartOf(turn.NowMs));
        if (_nextHourMs is not { } next) return;
        _nextHourMs = turn.NextSealedMs(next);
        _tallies.CountFrom(_nextHourMs.Value);
    }

    // What was not committed has new numbers and is in the log again; it was counted.
    private void FollowNewEpoch(ulong epoch, (ulong Epoch, ulong Sequence) previous)
    {
        _through = previous.Epoch == _epoch ? _through - Math.Min(_through, previous.Sequence) : 0;
        if (previous.Epoch != _epoch) _tallies.Clear();
        (_epoch, _chain) = (epoch, _through == 0 ? ChainLink.Genesis(epoch).ToString() : null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sums of the hours that are not sealed yet are counted again from the outbox: {Fault}")]
    private static partial void NotRead(ILogger logger, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sums of the hours that are not sealed yet could not be saved; they are counted again after a start: {Reason}")]
    private static partial void NotSaved(ILogger logger, string reason);
}
