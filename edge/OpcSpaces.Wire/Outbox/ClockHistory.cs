using OpcSpaces.Points;

namespace OpcSpaces.Wire.Outbox;

/// <summary>
/// Decides which of a gateway's times are wrong, from the statements about its clock in their order. Gateway and cloud use this code, so that both
/// leave out the same hours.
/// </summary>
/// <remarks>
/// Where a clock was set by more than <see cref="LeastStepMs"/>, one of the two times was wrong. It is the time before, since the clock was set
/// last or became synchronised or lost that. But where the kernel called the clock synchronised before and no longer does, somebody set it
/// by hand: then the new time is doubted until the clock is set again, synchronised, or of another boot. Times before
/// <see cref="PlausibleTime.EarliestMs"/> belong to no hour, so nothing has to be taken back when such a clock is set.
/// Where statements were left out and the clock is not synchronised now, anybody may have set it meanwhile: it is doubted too.
/// Once a boot is synchronised, it is known when it began. An earlier boot that wrote later times than that was wrong
/// (<see cref="ClockStatement.EarlierMs"/>). Any number of boots may lie between the two, and several of them may have been ahead.
/// </remarks>
public sealed class ClockHistory
{
    /// <summary>The clock may be set by this without a consequence, in ms.</summary>
    public const long LeastStepMs = 60_000;

    /// <summary>How far back at most a step says that the clock was wrong, in ms: three days. What came before is final.</summary>
    public const long LongestWrongMs = 3 * 24 * 3_600_000L;

    // More boots than these without a synchronised clock are judged by the newest of them.
    private const int MostEarlier = 8;

    private ClockHistoryState _state = new("", 0, null, false);

    /// <summary>Whether the times that the gateway gives now are not believed.</summary>
    public bool IsDoubted => _state.IsDoubted;

    /// <summary>Since when, by its own time in ms since 1970 UTC, the clock has been known to be not synchronised: a correction may say that it was wrong since then. Null otherwise.</summary>
    public long? UnsureSinceMs => _state is { Synchronized: false, FromMs: >= PlausibleTime.EarliestMs } ? _state.FromMs : null;

    /// <summary>Takes the next statement of the log; null when it changes nothing.</summary>
    public ClockTurn? Take(ClockStatement statement)
    {
        var before = _state;
        var isSameBoot = statement.Boot == before.Boot;
        var isStep = Math.Abs(statement.StepMs ?? 0) > LeastStepMs;
        var turn = isStep ? TurnOfStep(before, statement) : TurnOfBelief(before, statement, isSameBoot);
        if (statement is { LeftOut: > 0, Synchronized: false, WallMs: >= PlausibleTime.EarliestMs, WallBeforeMs: >= PlausibleTime.EarliestMs })
            turn = before.IsDoubted ? null : new ClockTurn(ClockTurnKind.Doubted, 0, statement.WallBeforeMs, statement.WallMs);
        var earlier = isSameBoot ? before.Earlier : EarlierOf(before, statement);
        if (earlier is not null && CanJudge(statement, turn)) (turn, earlier) = (Judge(earlier, statement, turn), null);
        _state = new ClockHistoryState(
            statement.Boot,
            isStep ? FromMsOfStep(before, statement) : !isSameBoot || statement.Synchronized != before.Synchronized ? statement.WallMs : before.FromMs,
            statement.Synchronized,
            turn is { Kind: var kind } ? kind == ClockTurnKind.Doubted : before.IsDoubted)
        {
            Earlier = earlier,
        };
        return turn;
    }

    /// <summary>Its times are not believed until the next turn: they cannot be.</summary>
    public void Doubt() => _state = _state with { IsDoubted = true };

    /// <summary>What is needed to go on later.</summary>
    public ClockHistoryState Save() => _state;

    /// <summary>Goes on from a state.</summary>
    public void Load(ClockHistoryState state) => _state = state;

    private static ClockTurn? TurnOfStep(ClockHistoryState before, ClockStatement statement)
    {
        var (beforeMs, nowMs) = (statement.WallBeforeMs, statement.WallMs);
        if (nowMs < PlausibleTime.EarliestMs)
            return before.IsDoubted || beforeMs < PlausibleTime.EarliestMs ? null : new ClockTurn(ClockTurnKind.Doubted, 0, beforeMs, nowMs);
        if (beforeMs < PlausibleTime.EarliestMs)
        {
            // The readings of the time before it was set come again with true times.
            return before.IsDoubted ? Believed(before, beforeMs, FromMsOfStep(before, statement)) : null;
        }

        if (before.IsDoubted)
            return Believed(before, beforeMs, nowMs);
        if (before.Synchronized == true && statement.Synchronized != true)
            return new ClockTurn(ClockTurnKind.Doubted, 0, beforeMs, nowMs);
        return new ClockTurn(ClockTurnKind.Corrected, WrongFromMs(before, beforeMs), beforeMs, nowMs);
    }

    // What a clock said that was not set belongs to no hour.
    private static long WrongFromMs(ClockHistoryState before, long untilMs) =>
        before.Boot.Length > 0 && before.FromMs >= PlausibleTime.EarliestMs ? Math.Max(Math.Min(before.FromMs, untilMs), untilMs - LongestWrongMs) : untilMs;

    // Those that wait until a boot can judge them, whatever the boots in between say: what a doubted one wrote counts in no hour, and one that is
    // synchronised from its beginning names no earlier time. The times of a boot before the newest one known count at that one.
    private static EarlierBoot? EarlierOf(ClockHistoryState before, ClockStatement first)
    {
        var older = before.Earlier is { } kept ? kept with { BeganMonotonicMs = first.MonotonicMs } : null;
        if (first.EarlierMs is not { } throughMs || before.IsDoubted || older?.ThroughMs >= throughMs) return older;
        return new EarlierBoot(WrongFromMs(before, throughMs), throughMs, first.MonotonicMs) { Older = Newest(older, MostEarlier - 1) };
    }

    private static EarlierBoot? Newest(EarlierBoot? boots, int most) =>
        boots is null || most == 0 ? null : boots with { Older = Newest(boots.Older, most - 1) };

    // A clock that is doubted or not set says of no boot when it was.
    private static bool CanJudge(ClockStatement statement, ClockTurn? turn) =>
        statement is { Synchronized: true, WallMs: >= PlausibleTime.EarliestMs } && turn is not { Kind: ClockTurnKind.Doubted };

    // The clock is right now, so it is known when this boot began.
    private static ClockTurn? Judge(EarlierBoot earlier, ClockStatement statement, ClockTurn? turn)
    {
        var (fromMs, throughMs, nowMs) = (earlier.FromMs, earlier.ThroughMs, statement.WallMs);
        var beganMs = nowMs - (statement.MonotonicMs - earlier.BeganMonotonicMs);
        if (beganMs < PlausibleTime.EarliestMs || throughMs - beganMs <= LeastStepMs) return turn;
        for (var older = earlier.Older; older is not null && older.ThroughMs - beganMs > LeastStepMs; older = older.Older) fromMs = Math.Min(fromMs, older.FromMs);
        if (turn is { Kind: ClockTurnKind.Corrected } own)
        {
            var untilMs = Math.Max(throughMs, own.BeforeMs);
            return new ClockTurn(ClockTurnKind.Corrected, Math.Min(fromMs, own.WrongFromMs), untilMs, nowMs);
        }

        // The readings of this boot come again, from its beginning on.
        if (statement.WallBeforeMs < PlausibleTime.EarliestMs) return new ClockTurn(ClockTurnKind.Corrected, fromMs, throughMs, beganMs);
        return new ClockTurn(ClockTurnKind.Corrected, fromMs, Math.Max(throughMs, nowMs), nowMs) { WrongUntilMs = throughMs };
    }

    // What was made while the clock was not set has times of the clock as it is now.
    private static long FromMsOfStep(ClockHistoryState before, ClockStatement statement)
    {
        var wasSet = statement.WallBeforeMs >= PlausibleTime.EarliestMs;
        return wasSet || before.Boot != statement.Boot || before.FromMs >= PlausibleTime.EarliestMs ? statement.WallMs : before.FromMs + statement.StepMs!.Value;
    }

    private static ClockTurn? TurnOfBelief(ClockHistoryState before, ClockStatement statement, bool isSameBoot)
    {
        var isBelievable = statement.WallMs >= PlausibleTime.EarliestMs && (statement.Synchronized == true || !isSameBoot);
        return before.IsDoubted && isBelievable ? Believed(before, statement.WallMs, statement.WallMs) : null;
    }

    private static ClockTurn Believed(ClockHistoryState before, long beforeMs, long nowMs) =>
        new(ClockTurnKind.Believed, before.FromMs >= PlausibleTime.EarliestMs ? before.FromMs : nowMs, beforeMs, nowMs);
}

/// <summary>What a <see cref="ClockHistory"/> knows, for a file.</summary>
/// <param name="Boot">The boot of the last statement; empty before the first one.</param>
/// <param name="FromMs">Since when the clock has gone on without a step and without a change of <paramref name="Synchronized"/>, by its own time in ms since 1970 UTC.</param>
/// <param name="Synchronized">Whether the kernel called it synchronised; null where it cannot be asked.</param>
/// <param name="IsDoubted"><see cref="ClockHistory.IsDoubted"/>.</param>
public sealed record ClockHistoryState(string Boot, long FromMs, bool? Synchronized, bool IsDoubted)
{
    /// <summary>What an earlier boot wrote, until this boot's clock is synchronised; null where nothing has to be judged.</summary>
    public EarlierBoot? Earlier { get; init; }
}

/// <summary>A boot whose times may turn out to be wrong. Times in ms since 1970 UTC, as it wrote them.</summary>
/// <param name="FromMs">Since when they would be wrong.</param>
/// <param name="ThroughMs">The newest one that is known.</param>
/// <param name="BeganMonotonicMs">The monotonic time of the first statement of the boot that follows, in ms.</param>
public sealed record EarlierBoot(long FromMs, long ThroughMs, long BeganMonotonicMs)
{
    /// <summary>One before it that wrote no times as new as these; null for none.</summary>
    public EarlierBoot? Older { get; init; }
}
