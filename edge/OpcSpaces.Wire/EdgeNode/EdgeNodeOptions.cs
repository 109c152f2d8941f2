using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>Who a gateway is on the wire, which host it waits for and how fast it comes back; ids per Sparkplug 3.0 §4.1.</summary>
public sealed class EdgeNodeOptions
{
    public string Group { get; set; } = "";

    public string EdgeNode { get; set; } = "";

    /// <summary>MQTT client id; empty means <c>group-edgenode</c>.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The host application whose STATE must be online before births; empty means births at once.</summary>
    public string PrimaryHost { get; set; } = "";

    public int KeepAliveSeconds { get; set; } = 15;

    /// <summary>The first pause between two connections is drawn from zero to this.</summary>
    public int FirstReconnectDelayMs { get; set; } = 500;

    /// <summary>The pause doubles with each failure up to this.</summary>
    public int LongestReconnectDelayMs { get; set; } = 30_000;

    /// <summary>How long a deliberate end waits for the broker to take the NDEATH.</summary>
    public int FarewellTimeoutMs { get; set; } = 2_000;

    internal string EffectiveClientId => ClientId.Length > 0 ? ClientId : $"{Group}-{EdgeNode}";

    /// <summary>Every fault at once; empty when a session may use these options.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (SparkplugId.Validate(Group) is { } group) faults.Add($"{nameof(Group)} '{Group}': {group}");
        if (SparkplugId.Validate(EdgeNode) is { } node) faults.Add($"{nameof(EdgeNode)} '{EdgeNode}': {node}");
        if (PrimaryHost.Length > 0 && SparkplugId.Validate(PrimaryHost) is { } host) faults.Add($"{nameof(PrimaryHost)} '{PrimaryHost}': {host}");
        if (KeepAliveSeconds is < 5 or > 65535) faults.Add($"{nameof(KeepAliveSeconds)} {KeepAliveSeconds}: must be 5 to 65535");
        if (FirstReconnectDelayMs < 1) faults.Add($"{nameof(FirstReconnectDelayMs)} {FirstReconnectDelayMs}: must be positive");
        if (LongestReconnectDelayMs < FirstReconnectDelayMs)
            faults.Add($"{nameof(LongestReconnectDelayMs)} {LongestReconnectDelayMs}: is below {nameof(FirstReconnectDelayMs)}");
        if (FarewellTimeoutMs < 1) faults.Add($"{nameof(FarewellTimeoutMs)} {FarewellTimeoutMs}: must be positive");
        return faults;
    }
}
