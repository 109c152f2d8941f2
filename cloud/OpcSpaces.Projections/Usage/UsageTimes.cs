using OpcSpaces.Points.Hours;

namespace OpcSpaces.Projections.Usage;

/// <summary>
/// The times after which hours are closed. They decide what a record says, so they are not settings: a rebuild must give the same records.
/// </summary>
internal static class UsageTimes
{
    /// <summary>How long after its end an hour waits for a gateway that has not sealed it. Gateways seal at the latest two hours and a quarter after the end.</summary>
    public const long GraceMs = 3 * MetricHour.LengthMs;

    /// <summary>How long no hour is closed after the cloud has begun to listen: gateways come back within it.</summary>
    public const long ListeningMs = 30 * 60_000;

    /// <summary>From which step between two entries on the cloud's own clock is not believed.</summary>
    public const long LongestStepMs = MetricHour.LengthMs;

    /// <summary>A gateway with a backlog that sends nothing for so long does not drain it.</summary>
    public const long DrainPauseMs = 15 * 60_000;

    /// <summary>How far back late readings and seals are taken; the tallies look back as far.</summary>
    public const long LongestLateMs = 40 * 24 * MetricHour.LengthMs;

    /// <summary>How long sums are kept after every gateway has sealed them, for a reading that comes behind its seal.</summary>
    public const long KeptMs = 3 * MetricHour.LengthMs;

    /// <summary>How long sums are kept of a gateway whose clock is not synchronised, for a statement that says that it was wrong.</summary>
    public const long KeptUnsureMs = 3 * 24 * MetricHour.LengthMs;

    /// <summary>How long a dead connection may go unnoticed: one and a half times the longest usual keep-alive.</summary>
    public const long UnnoticedMs = 120_000;
}
