using OpcSpaces.Points.Hours;

namespace OpcSpaces.Wire.Outbox;

/// <summary>What a <see cref="ClockStatement"/> means for the times of readings.</summary>
/// <param name="Kind">What is believed from now on.</param>
/// <param name="WrongFromMs">From when on the times before were wrong or doubted, as the clock showed it then, in ms since 1970 UTC; 0 for <see cref="ClockTurnKind.Doubted"/>.</param>
/// <param name="BeforeMs">What the clock showed before it was set, at the same instant, in ms since 1970 UTC.</param>
/// <param name="NowMs">What it shows now, in ms since 1970 UTC.</param>
public readonly record struct ClockTurn(ClockTurnKind Kind, long WrongFromMs, long BeforeMs, long NowMs)
{
    /// <summary>Until when the times before were wrong, as the clock showed it then, in ms since 1970 UTC. It is <see cref="BeforeMs"/>, unless only an earlier boot was wrong.</summary>
    public long WrongUntilMs { get; init; } = BeforeMs;

    /// <summary>From when until when the clock was wrong or was set over, in ms since 1970 UTC.</summary>
    public (long FromMs, long UntilMs) TouchedMs =>
        (Math.Min(Kind == ClockTurnKind.Doubted ? BeforeMs : WrongFromMs, Math.Min(BeforeMs, NowMs)), Math.Max(BeforeMs, NowMs));

    /// <summary>
    /// From which hour on a gateway seals after the turn, if it had come to <paramref name="nextMs"/>: what is still to come is sealed when it has
    /// ended, and what a wrong clock had already sealed is sealed again. All in ms since 1970 UTC.
    /// </summary>
    public long NextSealedMs(long nextMs)
    {
        if (Kind == ClockTurnKind.Doubted)
            return nextMs;
        var phaseMs = (int)(nextMs % MetricHour.LengthMs);
        if (Kind == ClockTurnKind.Corrected && nextMs <= MetricHour.StartOf(WrongUntilMs, phaseMs) + MetricHour.LengthMs)
            nextMs = Math.Min(nextMs, MetricHour.StartOf(WrongFromMs, phaseMs));
        return Math.Min(nextMs, MetricHour.StartOf(NowMs, phaseMs));
    }
}

/// <summary>What is believed of a clock.</summary>
public enum ClockTurnKind
{
    /// <summary>It was wrong, and is right now.</summary>
    Corrected,

    /// <summary>It was right, and is wrong now: no time is believed until the next turn.</summary>
    Doubted,

    /// <summary>It is believed again.</summary>
    Believed,
}
