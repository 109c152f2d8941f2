using OpcSpaces.Points;
using OpcSpaces.Wire.Reconnecting;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>A gateway's Sparkplug ids (Sparkplug 3.0 §4.1) and the host that it waits for. Its client id is <c>group-edgenode</c>.</summary>
public sealed class EdgeNodeOptions : ReconnectOptions
{
    public EdgeNodeOptions() => (FirstReconnectDelayMs, LongestReconnectDelayMs) = (500, 30_000);

    public string Group { get; set; } = "";

    public string EdgeNode { get; set; } = "";

    /// <summary>The host application whose STATE must be online before births are sent; empty means that births are sent at once.</summary>
    public string PrimaryHost { get; set; } = "";

    private protected override string DefaultClientId => $"{Group}-{EdgeNode}";

    private protected override IEnumerable<string> IdFaults()
    {
        if (EntityId.Fault(Group) is { } group) yield return $"{nameof(Group)} '{Group}': {group}";
        if (EntityId.Fault(EdgeNode) is { } node) yield return $"{nameof(EdgeNode)} '{EdgeNode}': {node}";
        if (PrimaryHost.Length > 0 && EntityId.Fault(PrimaryHost) is { } host) yield return $"{nameof(PrimaryHost)} '{PrimaryHost}': {host}";
    }
}
