using OpcSpaces.Points;
using OpcSpaces.Wire.Reconnecting;

namespace OpcSpaces.Wire.Host;

/// <summary>The host application's id and the groups that it listens to. Its client id is <c>host-{HostId}</c>.</summary>
public sealed class HostConnectionOptions : ReconnectOptions
{
    public HostConnectionOptions() => (FirstReconnectDelayMs, LongestReconnectDelayMs) = (200, 5_000);

    /// <summary>Unique among all host applications on the broker (tck-id-operational-behavior-host-application-host-id).</summary>
    public string HostId { get; set; } = "opcspaces";

    /// <summary>Sparkplug groups to listen to; empty means all.</summary>
    public List<string> Groups { get; set; } = [];

    /// <summary>Seconds within which the broker has to deliver our own STATE, to which we are subscribed. A sound one takes milliseconds.</summary>
    public const int OwnStateSeconds = 30;

    internal override int LongestShortSessionPauseMs => Math.Max(30_000, LongestReconnectDelayMs);

    private protected override string DefaultClientId => $"host-{HostId}";

    private protected override IEnumerable<string> IdFaults()
    {
        if (EntityId.Fault(HostId) is { } host) yield return $"{nameof(HostId)} '{HostId}': {host}";
        foreach (var group in Groups)
        {
            if (EntityId.Fault(group) is { } fault) yield return $"{nameof(Groups)} '{group}': {fault}";
        }
    }
}
