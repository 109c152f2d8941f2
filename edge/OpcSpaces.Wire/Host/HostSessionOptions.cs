namespace OpcSpaces.Wire.Host;

/// <summary>How long a host session waits for its peers, and how much memory they may take.</summary>
public sealed class HostSessionOptions
{
    /// <summary>How long a missing <c>seq</c> may still arrive before the node is asked for its births (tck-id-operational-behavior-host-reordering-param).</summary>
    public int ReorderTimeoutMs { get; set; } = 2_000;

    /// <summary>The pause after the first rebirth request to a node; it doubles with each further one.</summary>
    public int FirstRebirthPauseMs { get; set; } = 1_000;

    public int LongestRebirthPauseMs { get; set; } = 60_000;

    public int MaxNodes { get; set; } = 10_000;

    public int MaxDevicesPerNode { get; set; } = 1_000;

    public int MaxMetricsPerBirth { get; set; } = 10_000;

    /// <summary>Metrics of all births together.</summary>
    public int MaxMetrics { get; set; } = 2_000_000;

    /// <summary>A node that sent messages but never a birth is forgotten after this time without a message.</summary>
    public int ForgetUnbornAfterSeconds { get; set; } = 600;

    /// <summary>Every fault at once; empty when a session may use these options.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. new (string Name, int Value, int Least)[]
        {
            (nameof(ReorderTimeoutMs), ReorderTimeoutMs, 0),
            (nameof(FirstRebirthPauseMs), FirstRebirthPauseMs, 1),
            (nameof(LongestRebirthPauseMs), LongestRebirthPauseMs, FirstRebirthPauseMs),
            (nameof(MaxNodes), MaxNodes, 1),
            (nameof(MaxDevicesPerNode), MaxDevicesPerNode, 1),
            (nameof(MaxMetricsPerBirth), MaxMetricsPerBirth, 1),
            (nameof(MaxMetrics), MaxMetrics, MaxMetricsPerBirth),
            (nameof(ForgetUnbornAfterSeconds), ForgetUnbornAfterSeconds, 1),
        }.Where(option => option.Value < option.Least).Select(option => $"{option.Name} {option.Value}: use {option.Least} or more"),
    ];
}
