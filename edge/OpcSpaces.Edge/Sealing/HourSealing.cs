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
/// Seals each hour of the sensing clock, in the time zone of the gateway, once nothing of it is open any more: half an hour after its end, and up to <see cref="LatestMs"/>
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
        _tallies = new HourTallies(_outbox.Metric, dependencies.HourPhaseMs) { Turned = FollowClock };
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
        ReadLog(); // most of it, while batches go on
        var through = uncertain.ToDictionary(it => it.Metric, it => it.KnownThroughMs);
        var certainMs = Math.Min(settledMs, through.Count == 0 ? long.MaxValue : through.Values.Min());
        var hasSealed = false;
        // A crash between two of them: the next start finds the seals in the log.
        while (await _outbox.AppendMadeAsync("", BatchKind.State, () => NextSeal(nowMs, certainMs, through)) != 0) hasSealed = true;
        if (!hasSealed) return;
        _tallies.Forget(_nextHourMs!.Value);
        Expected.Forget(_nextHourMs.Value);
        Save();
    }

    // The log ends here, and the seal is the batch that follows: its sums are those of all batches before it.
    private MetricReading[]? NextSeal(long nowMs, long certainMs, IReadOnlyDictionary<Metric, long> through)
    {
        ReadLog();
        if (nowMs < PlausibleTime.EarliestMs || _tallies.IsDoubted) return null;
        var hour = NextHour(nowMs);
        if (!IsDue(hour, nowMs, certainMs)) return null;
        var maker = new SealMaker(hour, _tallies, Expected, metric => Math.Min(nowMs, through.GetValueOrDefault(metric, long.MaxValue)));
        var seal = new Seal
        {
            HourMs = hour,
            Through = _through,
            Chain = _chain,
            Boot = _dependencies.Boot,
            Synchronized = KernelClock.IsSynchronized(_dependencies.Time),
            Zones = [.. _zones.Select(maker.Make)],
        };
        return [new MetricReading(_seal, nowMs, PointValue.Of(seal.ToJson()))];
    }

    /// <summary>Keeps what the next start needs. Call it after the last <see cref="LookAsync"/>.</summary>
    public void Save()
    {
        ReadLog();
        try
        {
            var next = _nextHourMs ?? (_tallies.EarliestMs is { } first ? StartOf(first) : null);
            var (clock, uncertain) = _tallies.SaveClock();
            new SealingState(_epoch, _through, _chain, next, _tallies.Save(), Expected.Save()) { Clock = clock, Uncertain = uncertain, PhaseMs = _dependencies.HourPhaseMs }.Write(_dependencies.Directory);
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
        var current = StartOf(nowMs);
        var next = _nextHourMs ?? StartOf(_tallies.EarliestMs ?? nowMs);
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

        if (_outbox.SequenceOf(state.Epoch, state.Through) is not { } through || through > _outbox.Position.LastSequence)
        {
            // The clock is the machine's, and not of a log: a doubt stays in a new one. Where batches of before come again, they say it again.
            if (state.Clock?.Boot == _dependencies.Boot && _outbox.Position.Previous.Epoch == 0) _tallies.LoadClock(state.Clock, state.Uncertain);
            return;
        }

        (_through, _chain, _nextHourMs) = (through, state.Epoch == _epoch ? state.Chain : LinkAt(through), state.NextHourMs);
        _tallies.LoadClock(state.Clock, state.Uncertain);
        if (state.PhaseMs != _dependencies.HourPhaseMs)
        {
            // Of hours that begin at other times nothing is used; the first hour that is counted from its beginning is the next one.
            _tallies.Load(state.Tallies.ToDictionary(it => it.Key, it => it.Value with { Hours = [] }));
            _nextHourMs = FirstFrom(Math.Max(state.NextHourMs ?? 0, _tallies.LatestMs ?? 0));
            return;
        }

        _tallies.Load(state.Tallies);
        foreach (var it in state.Settled) Expected.Add(it.Zone, it.Point, it.Hour);
    }

    private long StartOf(long ms) => MetricHour.StartOf(ms, _dependencies.HourPhaseMs);

    // The first hour that begins at a time, or later.
    private long FirstFrom(long ms) => StartOf(ms + MetricHour.LengthMs - 1);

    private string? LinkAt(ulong through) => through == 0 ? ChainLink.Genesis(_epoch).ToString() : null;

    private void ReadLog()
    {
        while (true)
        {
            var position = _outbox.Position;
            if (position.Epoch != _epoch) FollowNewEpoch(position.Epoch);
            if (_through >= position.LastSequence) return;
            var batches = _outbox.ReadFrom(_through + 1, BatchesAtATime);
            if (_outbox.Position.Epoch != _epoch) continue; // the numbers were those of another epoch
            if (batches.Count == 0) return;
            foreach (var batch in batches)
            {
                if (batch.Sequence > _through + 1) _tallies.Lose();
                _tallies.Take(batch);
                _through = batch.Sequence;
                // A seal: of this run, or of one before whose state was not saved.
                _nextHourMs = _tallies.TakeAfterSeal() is { } after ? FirstFrom(after) : _nextHourMs;
            }

            _chain = batches[^1].Link.ToString();
        }
    }

    // Hours that a wrong clock let end are sealed again: those that are still to come, when they have ended, and those that it had already
    // sealed, without what it said.
    private void FollowClock(ClockTurn turn)
    {
        // What was expected of a time that is still to come was not of that time.
        if (turn.Kind != ClockTurnKind.Doubted) Expected.ForgetFrom(StartOf(turn.NowMs));
        if (_nextHourMs is not { } next) return;
        _nextHourMs = turn.NextSealedMs(next);
        _tallies.CountFrom(_nextHourMs.Value);
    }

    // What was not committed has new numbers and is in the log again; it was counted.
    private void FollowNewEpoch(ulong epoch)
    {
        _through = _outbox.SequenceOf(_epoch, _through) ?? throw new InvalidOperationException($"The outbox does not know its epoch {_epoch}.");
        _epoch = epoch;
        _chain = LinkAt(_through);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sums of the hours that are not sealed yet are counted again from the outbox: {Fault}")]
    private static partial void NotRead(ILogger logger, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sums of the hours that are not sealed yet could not be saved; they are counted again after a start: {Reason}")]
    private static partial void NotSaved(ILogger logger, string reason);
}
