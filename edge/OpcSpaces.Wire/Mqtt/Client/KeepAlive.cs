namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>
/// Decides when to ping and when a link counts as silent. MQTTnet pings only after it has sent nothing for a while, so a connection
/// that publishes all the time would never find out that nothing comes back.
/// </summary>
internal sealed class KeepAlive(int seconds)
{
    private const int LooksPerPeriod = 10;

    private long _lookedMs = Environment.TickCount64;
    private bool _pinged;

    internal enum Verdict
    {
        Wait,
        Ping,
        LinkIsSilent,
    }

    /// <summary>How often <see cref="Look"/> is to be called.</summary>
    internal TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(seconds * 1000 / LooksPerPeriod);

    /// <summary>Milliseconds since something came, and since something was sent.</summary>
    internal Verdict Look(long nowMs, long silentForMs, long sentBeforeMs)
    {
        // A look that is late, because this process stood still, would blame the link for it: what the broker sent may be
        // there and not yet read.
        var isLate = nowMs - _lookedMs > 2 * Interval.TotalMilliseconds;
        _lookedMs = nowMs;
        if (isLate)
            return Verdict.Wait;
        if (silentForMs > seconds * 1500L)
            return Verdict.LinkIsSilent;
        if (Math.Max(silentForMs, sentBeforeMs) < seconds * 1000L)
            _pinged = false;
        else if (!_pinged)
            return Ping();
        return Verdict.Wait;
    }

    private Verdict Ping()
    {
        _pinged = true;
        return Verdict.Ping;
    }
}
