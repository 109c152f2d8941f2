using OpcSpaces.Points;
using OpcSpaces.Wire.Reconnecting;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>Who a gateway is on the wire and which host it waits for; ids per Sparkplug 3.0 §4.1. Its client id is <c>group-edgenode</c>.</summary>
public sealed class EdgeNodeOptions : ReconnectOptions
{
    public EdgeNodeOptions() => (FirstReconnectDelayMs, LongestReconnectDelayMs) = (500, 30_000);

    public string Group { get; set; } = "";

    public string EdgeNode { get; set; } = "";

    /// <summary>The host application whose STATE must be online before births; empty means births at once.</summary>
    public string PrimaryHost { get; set; } = "";

    private protected override string DefaultClientId => $"{Group}-{EdgeNode}";

    private protected override IEnumerable<string> IdFaults()
    {
        if (EntityId.Fault(Group) is { } group) yield return $"{nameof(Group)} '{Group}': {group}";
        if (EntityId.Fault(EdgeNode) is { } node) yield return $"{nameof(EdgeNode)} '{EdgeNode}': {node}";
        if (PrimaryHost.Length > 0 && EntityId.Fault(PrimaryHost) is { } host) yield return $"{nameof(PrimaryHost)} '{PrimaryHost}': {host}";
    }
}
