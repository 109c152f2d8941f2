using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Host;

/// <summary>One edge node as a host session sees it. Changed only inside <see cref="HostSession"/>'s calls.</summary>
public sealed class NodeState
{
    private readonly Dictionary<string, DeviceState> _devices = [];
    internal SequenceWatch Seq;
    internal RebirthPacing Rebirths;

    internal NodeState(string group, string edgeNode)
    {
        (Group, EdgeNode, Name) = (group, edgeNode, $"{group}/{edgeNode}");
        CommandTopic = new SparkplugTopic(SparkplugMessageType.NodeCommand, group, edgeNode).ToString();
    }

    public string Group { get; }

    public string EdgeNode { get; }

    /// <summary><c>group/edgenode</c>.</summary>
    public string Name { get; }

    public string CommandTopic { get; }

    public bool IsOnline { get; internal set; }

    /// <summary>The last birth; kept after a death, null before the first.</summary>
    public BirthCertificate? Certificate { get; internal set; }

    /// <summary>Since when the node's values are stale, by the host's clock. Null while it is online or had no birth yet.</summary>
    public DateTimeOffset? StaleSince { get; internal set; }

    public IReadOnlyCollection<DeviceState> Devices => _devices.Values;

    internal DateTimeOffset LastHeard { get; set; }

    internal DeviceState? FindDevice(string device) => _devices.GetValueOrDefault(device);

    internal DeviceState AddDevice(string device) => _devices[device] = new DeviceState(this, device);
}

/// <summary>One device of an edge node as a host session sees it.</summary>
public sealed class DeviceState
{
    internal DeviceState(NodeState node, string device) => (Node, Device) = (node, device);

    public NodeState Node { get; }

    public string Device { get; }

    public bool IsOnline { get; internal set; }

    /// <summary>The last birth; kept after a death.</summary>
    public BirthCertificate? Certificate { get; internal set; }

    /// <summary>Since when its values are stale: the host's clock at an NDEATH or a new NBIRTH, the message's own time at a DDEATH; null while online.</summary>
    public DateTimeOffset? StaleSince { get; internal set; }
}
