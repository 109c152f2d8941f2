namespace OpcSpaces.Wire.Host;

/// <summary>One device of an edge node as a host session sees it.</summary>
public sealed class DeviceState
{
    internal DeviceState(NodeState node, string device) => (Node, Device) = (node, device);

    public NodeState Node { get; }

    public string Device { get; }

    public bool IsOnline { get; internal set; }

    /// <summary>The last birth; kept after a death.</summary>
    public BirthCertificate? Certificate { get; internal set; }

    /// <summary>By the host's clock after an NDEATH or a new NBIRTH, by the message's own time after a DDEATH; null while online.</summary>
    public DateTimeOffset? StaleSince { get; internal set; }
}
