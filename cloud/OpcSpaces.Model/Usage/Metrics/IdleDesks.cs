using OpcSpaces.Model.Presence;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>
/// Desks that nobody uses. Both findings look at what the present sensor has seen: a new generation of the desk's point starts the desk anew,
/// because the history before may be about another place or a broken sensor.
/// </summary>
public static class IdleDesks
{
    /// <summary>
    /// Whether a desk was ever used, in the dates of the history, since its present sensor began: never, where every date on which it could be
    /// used is decided as unused, up to the coverage that is asked for, and at least <see cref="MetricRules.NeverUsedDates"/> are. Closed days and
    /// announced absence count too: somebody may have come. <see cref="IdleFinding.Since"/> is the first of the dates that are decided.
    /// </summary>
    public static IdleFinding NeverUsed(UsageHistory history, int place, MetricRules rules)
    {
        var (unused, undecided, since) = (0, 0, (DateOnly?)null);
        var facts = history.Days[place];
        for (var day = 0; day < facts.Length; day++)
        {
            if (!facts[day].Has(DayFacts.InUse | DayFacts.PresentSensor) || facts[day].Has(DayFacts.OutOfService) || history.Span.HoursOf(day) == 0) continue;
            switch (DeskDays.Use(history, place, day, rules))
            {
                case DeskDayUse.Used: return new IdleFinding(IdleState.Used, unused, undecided, since ?? history.Span.Days[day].Date);
                case DeskDayUse.Unused:
                    unused++;
                    since ??= history.Span.Days[day].Date;
                    break;
                default: undecided++; break;
            }
        }

        var isNever = unused >= rules.NeverUsedDates && Coverage(unused, undecided) >= rules.LeastCoverage;
        return new IdleFinding(isNever ? IdleState.Idle : IdleState.InsufficientData, unused, undecided, since);
    }

    /// <summary>
    /// Whether a desk is a ghost desk at the end of the history: leased, and unused for <see cref="MetricRules.GhostWorkdays"/> workdays in a row.
    /// Only workdays on which the desk was leased, in service, and its tenant had announced no absence are in the row. A date that is undecided
    /// neither breaks the row nor counts, but too many of them leave the desk undecided (<see cref="MetricRules.GhostDecidedShare"/>). The row
    /// begins at the earliest with the present lease and the present sensor. (Source of the finding: domestic audits of subsidised space that
    /// nobody used; no official number of days was found.)
    /// </summary>
    /// <returns>Null where the desk is not leased on the last date.</returns>
    public static IdleFinding? Ghost(UsageHistory history, int place, MetricRules rules)
    {
        var facts = history.Days[place];
        if (!facts[^1].Has(DayFacts.Leased)) return null;
        var (unused, undecided, since) = (0, 0, (DateOnly?)null);
        for (var day = facts.Length - 1; day >= 0; day--)
        {
            if (!facts[day].Has(DayFacts.Leased | DayFacts.PresentSensor)) break;
            if (history.Span.Days[day].IsWorkday && facts[day].IsAvailable() && history.Span.HoursOf(day) > 0)
            {
                switch (DeskDays.Use(history, place, day, rules))
                {
                    case DeskDayUse.Used: return Decide(unused, undecided, since, rules, isUsed: true);
                    case DeskDayUse.Unused:
                        unused++;
                        since = history.Span.Days[day].Date;
                        break;
                    default: undecided++; break;
                }
            }

            if (facts[day].Has(DayFacts.LeaseBegins)) break;
        }

        return Decide(unused, undecided, since, rules, isUsed: false);
    }

    // A row that is too short is no ghost where a used day ended it; where the history, the lease or the sensor began, nobody knows yet.
    private static IdleFinding Decide(int unused, int undecided, DateOnly? since, MetricRules rules, bool isUsed)
    {
        var state = unused >= rules.GhostWorkdays
            ? Coverage(unused, undecided) >= rules.GhostDecidedShare ? IdleState.Idle : IdleState.InsufficientData
            : isUsed && unused + undecided < rules.GhostWorkdays ? IdleState.Used : IdleState.InsufficientData;
        return new IdleFinding(state, unused, undecided, since);
    }

    private static double Coverage(int decided, int undecided) => decided + undecided > 0 ? (double)decided / (decided + undecided) : 0;
}

/// <summary>What was found about a desk.</summary>
/// <param name="State">The result.</param>
/// <param name="UnusedDays">How many dates were decided as unused: all, or those since the last use.</param>
/// <param name="UndecidedDays">How many were undecided among them.</param>
/// <param name="Since">The first date that was decided: the finding says nothing about earlier ones. Null where none was.</param>
public sealed record IdleFinding(IdleState State, int UnusedDays, int UndecidedDays, DateOnly? Since);

/// <summary>Whether a desk is idle.</summary>
public enum IdleState
{
    /// <summary>Too much is unknown, or it is too early.</summary>
    InsufficientData,

    /// <summary>It was used.</summary>
    Used,

    /// <summary>It was not.</summary>
    Idle,
}
