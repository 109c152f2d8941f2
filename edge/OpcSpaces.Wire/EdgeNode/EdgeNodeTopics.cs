using OpcSpaces.Wire.Session;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>The topics of one edge node, <c>spBv1.0/{group}/{message type}/{edge node}[/{device}]</c> (Sparkplug 3.0 §4.1).</summary>
internal sealed class EdgeNodeTopics(EdgeNodeOptions options)
{
    public string NodeBirth { get; } = Node(options, "NBIRTH");

    public string NodeData { get; } = Node(options, "NDATA");

    public string NodeDeath { get; } = Node(options, "NDEATH");

    public string NodeCommand { get; } = Node(options, "NCMD");

    /// <summary>Null when the node waits for no host.</summary>
    public string? PrimaryHostState { get; } = options.PrimaryHost.Length == 0 ? null : HostState.TopicOf(options.PrimaryHost);

    public string DeviceBirth(string device) => $"{Node(options, "DBIRTH")}/{device}";

    public string DeviceData(string device) => $"{Node(options, "DDATA")}/{device}";

    public string DeviceDeath(string device) => $"{Node(options, "DDEATH")}/{device}";

    private static string Node(EdgeNodeOptions options, string type) => $"spBv1.0/{options.Group}/{type}/{options.EdgeNode}";
}
