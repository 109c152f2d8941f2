using OpcSpaces.Timing;

namespace OpcSpaces.Wire.Reconnecting;

/// <summary>How an edge node or a host keeps itself on its broker, how fast it comes back, and how long it takes to leave.</summary>
public abstract class ReconnectOptions
{
    /// <summary>MQTT client id; empty means one made of the Sparkplug ids. A second process with the same id throws the first one out.</summary>
    public string ClientId { get; set; } = "";

    public int KeepAliveSeconds { get; set; } = 15;

    /// <summary>The first pause between two connections is drawn from zero to this.</summary>
    public int FirstReconnectDelayMs { get; set; }

    /// <summary>The pause doubles with each failure up to this.</summary>
    public int LongestReconnectDelayMs { get; set; }

    /// <summary>How long a deliberate end waits for the broker to take the last message, the death.</summary>
    public int FarewellTimeoutMs { get; set; } = 2_000;

    /// <summary>The pause between sessions that break early doubles up to this, so that two programs under one id leave each other alone for a while.</summary>
    internal virtual int LongestShortSessionPauseMs => LongestReconnectDelayMs;

    internal string EffectiveClientId => ClientId.Length > 0 ? ClientId : DefaultClientId;

    /// <summary>Every fault at once; empty when a session may use these options.</summary>
    public IReadOnlyList<string> Faults() => [.. IdFaults(), .. TimeFaults()];

    /// <summary>Pauses with full jitter, so that the gateways of a city whose broker comes back do not all connect at once.</summary>
    internal Backoff CreateBackoff(Random? random) => new(new BackoffOptions(FirstReconnectDelayMs, LongestReconnectDelayMs), random);

    private protected abstract string DefaultClientId { get; }

    /// <summary>What is wrong with the ids.</summary>
    private protected abstract IEnumerable<string> IdFaults();

    private IEnumerable<string> TimeFaults()
    {
        if (KeepAliveSeconds is < 5 or > 65535) yield return $"{nameof(KeepAliveSeconds)} {KeepAliveSeconds}: must be 5 to 65535";
        if (FirstReconnectDelayMs < 1) yield return $"{nameof(FirstReconnectDelayMs)} {FirstReconnectDelayMs}: must be positive";
        if (LongestReconnectDelayMs < FirstReconnectDelayMs)
            yield return $"{nameof(LongestReconnectDelayMs)} {LongestReconnectDelayMs}: is below {nameof(FirstReconnectDelayMs)}";
        if (FarewellTimeoutMs < 1) yield return $"{nameof(FarewellTimeoutMs)} {FarewellTimeoutMs}: must be positive";
    }
}
