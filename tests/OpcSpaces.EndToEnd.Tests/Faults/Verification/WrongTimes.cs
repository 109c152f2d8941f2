namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>
/// When a gateway ran with a wrong clock, as whoever set it knows. All times in ms since 1970 UTC, all gateways as <c>group/node</c>.
/// </summary>
/// <param name="Gateway">The gateway.</param>
/// <param name="OffMs">Since when it had been off.</param>
/// <param name="FromMs">When it was turned on, in truth.</param>
/// <param name="ToMs">When its clock was set right.</param>
/// <param name="AheadMs">By how much the clock was ahead; negative if it was behind.</param>
internal sealed record WrongTimes(string Gateway, long OffMs, long FromMs, long ToMs, long AheadMs)
{
    public const long Hour = 3_600_000;

    /// <summary>Hours that the wrong clock showed and that had been before: what was known of them is not trusted any more.</summary>
    public long VoidFromMs => (FromMs + AheadMs) / Hour * Hour;

    /// <summary>The end of them; not after the clock was set.</summary>
    public long VoidToMs => Math.Min(ToMs, (((ToMs + AheadMs) / Hour) + 1) * Hour);

    /// <summary>Whether a reading has a time of the wrong clock.</summary>
    public bool IsOf(string gateway, long receivedMs, long timestampMs) =>
        gateway == Gateway && receivedMs >= FromMs && receivedMs <= ToMs && timestampMs >= FromMs + AheadMs && timestampMs <= ToMs + AheadMs;

    /// <summary>Whether the clock has been set right when something with this time is received.</summary>
    public bool IsOver(string gateway, long receivedMs, long wallMs) => gateway == Gateway && receivedMs >= ToMs && wallMs >= ToMs && !IsOf(gateway, receivedMs, wallMs);
}
