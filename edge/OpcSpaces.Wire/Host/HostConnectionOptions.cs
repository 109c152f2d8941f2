using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Host;

/// <summary>Which host application this is, whom it listens to and how fast it comes back.</summary>
public sealed class HostConnectionOptions
{
    /// <summary>Unique among all host applications on the broker (tck-id-operational-behavior-host-application-host-id).</summary>
    public string HostId { get; set; } = "opcspaces";

    /// <summary>MQTT client id; empty means <c>host-{HostId}</c>. A second process with the same id throws the first one out.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Sparkplug groups to listen to; empty means all.</summary>
    public List<string> Groups { get; set; } = [];

    public int KeepAliveSeconds { get; set; } = 15;

    /// <summary>The first pause between two connections is drawn from zero to this.</summary>
    public int FirstReconnectDelayMs { get; set; } = 200;

    public int LongestReconnectDelayMs { get; set; } = 5_000;

    /// <summary>How long a deliberate end waits for the broker to take the STATE death.</summary>
    public int FarewellTimeoutMs { get; set; } = 2_000;

    internal string EffectiveClientId => ClientId.Length > 0 ? ClientId : $"host-{HostId}";

    /// <summary>Every fault at once; empty when a connection may use these options.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (SparkplugId.Validate(HostId) is { } host) faults.Add($"{nameof(HostId)} '{HostId}': {host}");
        foreach (var group in Groups)
        {
            if (SparkplugId.Validate(group) is { } fault) faults.Add($"{nameof(Groups)} '{group}': {fault}");
        }

        if (KeepAliveSeconds is < 5 or > 65535) faults.Add($"{nameof(KeepAliveSeconds)} {KeepAliveSeconds}: must be 5 to 65535");
        if (FirstReconnectDelayMs < 1) faults.Add($"{nameof(FirstReconnectDelayMs)} {FirstReconnectDelayMs}: must be positive");
        if (LongestReconnectDelayMs < FirstReconnectDelayMs)
            faults.Add($"{nameof(LongestReconnectDelayMs)} {LongestReconnectDelayMs}: is below {nameof(FirstReconnectDelayMs)}");
        if (FarewellTimeoutMs < 1) faults.Add($"{nameof(FarewellTimeoutMs)} {FarewellTimeoutMs}: must be positive");
        return faults;
    }
}
