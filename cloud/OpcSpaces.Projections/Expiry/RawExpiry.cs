using Microsoft.Extensions.Options;
using OpcSpaces.Model.Places;
using OpcSpaces.Points.Hours;
using OpcSpaces.Projections.Running;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Expiry;

/// <summary>
/// Removes the content of old batches from the journal, in small steps. First it counts them, as the usage projection does, and stores that state in
/// the journal, so that a rebuild begins there and gives the same records. Not past what a projection still has to read, nor past an hour
/// that is not closed, until the latest time: one faulty gateway must not hold back what is due for ever. Never past what the usage projection has saved, because nobody could make those
/// records any more. One run at a time.
/// </summary>
public sealed class RawExpiry
{
    private const int CountedAtATime = 1_024;
    private const int LongestLookAhead = 64; // times CountedAtATime; entries of the future are passed over without end
    private const int GivenBackAtATime = 64;
    // A gateway's clock may be ahead by so much (PlausibleTime).
    private const long LongestAheadMs = 24 * MetricHour.LengthMs;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(UsageTimes.LongestStepMs); // the journal has an entry every ten minutes

    private readonly Journal _journal;
    private readonly ProjectionSet _projections;
    private readonly UsageProjection _usage;
    private readonly RawExpiryOptions _options;
    private readonly TimeProvider _time;

    internal RawExpiry(Journal journal, ProjectionSet projections, UsageProjection usage, IOptions<RawExpiryOptions> options, TimeProvider time) =>
        (_journal, _projections, _usage, _options, _time) = (journal, projections, usage, options.Value, time);

    /// <summary>Lets the content of entries expire that were received before a time.</summary>
    /// <param name="before">The time.</param>
    /// <param name="latest">Before this time, nothing but the usage projection holds them back any more.</param>
    /// <param name="onStep">Told after each transaction which entries have expired with it, and whether something held them back until the latest time.</param>
    /// <param name="stop">Ends the run between two steps; the next one goes on there.</param>
    /// <exception cref="JournalUnavailableException">The disk does not allow it.</exception>
    public async Task<RawExpiryResult> RunAsync(DateTimeOffset before, DateTimeOffset latest, Action<IReadOnlyList<ExpiredOfCommunity>, bool> onStep, CancellationToken stop)
    {
        var (beforeMs, last, heldBack) = Limit(before.ToUnixTimeMilliseconds());
        var (end, notInOrder) = FindEnd(beforeMs, last, stop);
        if (end is not null) Count(end, stop);
        var totals = new SortedDictionary<string, ExpiredOfCommunity>(StringComparer.Ordinal);
        await ExpireAsync(last, totals, step => onStep(step, false), stop);
        if (heldBack is not null && FindEnd(latest.ToUnixTimeMilliseconds(), _usage.SavedPosition, stop).End is { } overdue)
        {
            Count(overdue, stop);
            await ExpireAsync(overdue.Id, totals, step => onStep(step, true), stop);
            heldBack = $"{heldBack}. Nevertheless what was received before {latest:u}, up to entry {overdue.Id}, was deleted, because it was at its latest time: what a projection had not read of it stays unknown to it, and hours of it that are not closed are absent if another version makes the records again";
        }

        while (_journal.GiveBack(_options.KeptPages, GivenBackAtATime) > 0) await PauseAsync(stop);
        return new RawExpiryResult([.. totals.Values], _journal.ExpiredThrough, heldBack ?? notInOrder);
    }

    /// <summary>How far it may go: the time, the last entry, and what keeps it from going further.</summary>
    private (long BeforeMs, long Last, string? HeldBack) Limit(long beforeMs)
    {
        var (name, last) = _projections.Slowest ?? throw new InvalidOperationException("Nothing expires in a host without projections.");
        var openSinceMs = _usage.OpenSinceMs;
        // A gateway that is ahead may have said things of that hour a day before it.
        var closedMs = openSinceMs == long.MaxValue ? long.MaxValue : openSinceMs - LongestAheadMs;
        var next = _journal.Read(last, 1);
        var heldBack = next.Count > 0 && next[0].ReceivedAt.ToUnixTimeMilliseconds() < beforeMs
            ? $"the projection {name} has saved what it has up to entry {last} only"
            : closedMs < beforeMs ? $"the hour that began at {DateTimeOffset.FromUnixTimeMilliseconds(openSinceMs):u} is not closed" : null;
        return (Math.Min(beforeMs, closedMs), last, heldBack);
    }

    /// <summary>
    /// The last entry that expires, and why it is not a later one where that is not its time. An entry of the future was received by a clock that was
    /// wrong: the order of the journal says when it came. Behind an entry of a time that may be true nothing expires before it.
    /// </summary>
    private (JournalEntry? End, string? HeldBack) FindEnd(long beforeMs, long last, CancellationToken stop)
    {
        var nowMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var position = _journal.RebuildStart?.Position ?? 0;
        var (end, late) = ((JournalEntry?)null, (JournalEntry?)null);
        var ahead = 0;
        while (ahead < LongestLookAhead && !stop.IsCancellationRequested && _journal.Read(position, CountedAtATime) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                if (entry.Id > last) return (end, null);
                position = entry.Id;
                if (entry.Kind is JournalKind.RegistryChange or JournalKind.RegistryHead) continue; // of another clock
                var receivedMs = entry.ReceivedAt.ToUnixTimeMilliseconds();
                if (receivedMs < beforeMs && late is not null) return (end, $"entry {late.Id} says that it was received at {late.ReceivedAt:u}, and later ones are older: they stay as long as it does");
                if (receivedMs < beforeMs) (end, ahead) = (entry, 0);
                else if (receivedMs <= nowMs) late ??= entry;
            }

            if (late is null) continue;
            ahead++;
            // Without a step, what comes behind it is as young.
            if (end is not null && late.ReceivedAt - end.ReceivedAt < LongestPause) break;
        }

        return (end, null);
    }

    /// <summary>Counts the entries that are to expire, and stores the state at the last one, or at the one where it is stopped.</summary>
    private void Count(JournalEntry end, CancellationToken stop)
    {
        var (fold, restart) = (new UsageFold(), UsageRestart.Of(_journal));
        restart.Begin(fold, _journal);
        var position = restart.Position;
        while (position < end.Id && !stop.IsCancellationRequested)
        {
            foreach (var entry in _journal.Read(position, CountedAtATime).TakeWhile(entry => entry.Id <= end.Id))
            {
                fold.Apply(entry);
                position = entry.Id;
            }

            fold.TakeEmitted(); // the projection made them
        }

        if (position <= (_journal.RebuildStart?.Position ?? 0)) return;
        _journal.BeginExpiry(new RebuildStart(position, end.ReceivedAt, UsageFold.Version, fold.Save().ToBytes()));
    }

    // If we crash here, the next run goes on where the last transaction ended.
    private async Task ExpireAsync(long last, SortedDictionary<string, ExpiredOfCommunity> totals, Action<IReadOnlyList<ExpiredOfCommunity>> onStep, CancellationToken stop)
    {
        // A store that was restored from a backup may be behind what was counted.
        var (through, end) = (_journal.ExpiredThrough, Math.Min(_journal.RebuildStart?.Position ?? 0, last));
        if (through >= end) return;
        var content = new ExpiringContent(through > 0 ? _journal.ReadBirths(through) : []);
        while (through < end)
        {
            stop.ThrowIfCancellationRequested();
            var entries = _journal.Read(through, CountedAtATime, _options.StepBytes).TakeWhile(entry => entry.Id <= end).ToList();
            var now = _time.GetUtcNow();
            var expiring = entries.Select(entry => content.Of(entry, now)).OfType<(JournalEntry Entry, ExpiredEntry Left)>().ToList();
            through = entries[^1].Id;
            _journal.Expire(expiring, through);
            var step = Sum(expiring);
            foreach (var it in step) totals[it.Community] = totals.TryGetValue(it.Community, out var sum) ? sum.With(it) : it;
            onStep(step);
            await PauseAsync(stop);
        }
    }

    private static List<ExpiredOfCommunity> Sum(List<(JournalEntry Entry, ExpiredEntry Left)> expired)
    {
        var sums = new SortedDictionary<string, ExpiredOfCommunity>(StringComparer.Ordinal);
        foreach (var (entry, left) in expired)
        {
            var community = GatewayKey.TryParse(entry.Gateway, out var key) ? key.Community : "";
            var receivedMs = entry.ReceivedAt.ToUnixTimeMilliseconds();
            var one = new ExpiredOfCommunity(community, 1, left.Bytes, receivedMs, receivedMs);
            sums[community] = sums.TryGetValue(community, out var sum) ? sum.With(one) : one;
        }

        return [.. sums.Values];
    }

    private Task PauseAsync(CancellationToken stop) => _options.PauseMs == 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromMilliseconds(_options.PauseMs), _time, stop);
}
