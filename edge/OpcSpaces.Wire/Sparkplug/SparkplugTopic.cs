using System.Text;
using OpcSpaces.Points;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>
/// A topic of Sparkplug B 3.0 §4.1: <c>spBv1.0/group/TYPE/node[/device]</c>, or <c>spBv1.0/STATE/host</c>, where the
/// group is empty and <see cref="EdgeNode"/> is the host's id.
/// </summary>
public readonly record struct SparkplugTopic(SparkplugMessageType Type, string Group, string EdgeNode, string? Device = null)
{
    /// <summary>The first level of every topic.</summary>
    public const string Namespace = "spBv1.0";

    /// <summary>The topic on which a host application publishes whether it is online.</summary>
    public static SparkplugTopic State(string hostId) => new(SparkplugMessageType.State, "", hostId);

    /// <summary>True for the message types that name a device.</summary>
    public static bool NamesDevice(SparkplugMessageType type) => type is SparkplugMessageType.DeviceBirth
        or SparkplugMessageType.DeviceData or SparkplugMessageType.DeviceDeath or SparkplugMessageType.DeviceCommand;

    /// <summary>What is wrong with these ids or their combination, or null.</summary>
    public string? Validate()
    {
        var isState = Type == SparkplugMessageType.State;
        if (isState && Group.Length > 0)
            return "a STATE topic has no group";
        if (!isState && EntityId.Fault(Group) is { } group)
            return "the group id " + group;
        if (EntityId.Fault(EdgeNode) is { } node)
            return (isState ? "the host id " : "the edge node id ") + node;
        if (NamesDevice(Type) != (Device is not null))
            return Device is null ? "the device id is missing" : "this message type names no device";
        return Device is not null && EntityId.Fault(Device) is { } device ? "the device id " + device : null;
    }

    /// <summary>Reads a topic; false, with the reason, when it is not a Sparkplug B topic.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out SparkplugTopic topic, out string? error)
    {
        topic = default;
        Span<Range> levels = stackalloc Range[6];
        var count = utf8.Length > 4 * (EntityId.MaxBytes + 10) ? 0 : Split(utf8, levels);
        error = count is < 3 or > 5 ? "a Sparkplug topic has three to five levels"
            : !utf8[levels[0]].SequenceEqual("spBv1.0"u8) ? "the topic does not begin with spBv1.0"
            : null;
        if (error is not null)
            return false;

        if (count == 3)
        {
            if (!utf8[levels[1]].SequenceEqual("STATE"u8))
                error = "a topic of three levels is a STATE topic";
            else if (TryReadId(utf8[levels[2]], out var host, out error))
                topic = State(host);
            return error is null;
        }
        if (!TryParseType(utf8[levels[2]], out var type))
            error = "the message type is unknown";
        else if (NamesDevice(type) != (count == 5))
            error = count == 5 ? "this message type names no device" : "the device id is missing";
        else if (TryReadId(utf8[levels[1]], out var group, out error) && TryReadId(utf8[levels[3]], out var node, out error))
        {
            var device = "";
            if (count == 4 || TryReadId(utf8[levels[4]], out device, out error))
                topic = new SparkplugTopic(type, group, node, count == 4 ? null : device);
        }
        return error is null;
    }

    public override string ToString()
    {
        if (Type == SparkplugMessageType.State)
            return $"{Namespace}/STATE/{EdgeNode}";
        return Device is null ? $"{Namespace}/{Group}/{Token(Type)}/{EdgeNode}" : $"{Namespace}/{Group}/{Token(Type)}/{EdgeNode}/{Device}";
    }

    private static string Token(SparkplugMessageType type) => type switch
    {
        SparkplugMessageType.NodeBirth => "NBIRTH",
        SparkplugMessageType.NodeData => "NDATA",
        SparkplugMessageType.NodeDeath => "NDEATH",
        SparkplugMessageType.NodeCommand => "NCMD",
        SparkplugMessageType.DeviceBirth => "DBIRTH",
        SparkplugMessageType.DeviceData => "DDATA",
        SparkplugMessageType.DeviceDeath => "DDEATH",
        SparkplugMessageType.DeviceCommand => "DCMD",
        _ => "STATE",
    };

    private static bool TryParseType(ReadOnlySpan<byte> token, out SparkplugMessageType type)
    {
        type = SparkplugMessageType.State;
        for (var candidate = SparkplugMessageType.NodeBirth; candidate < SparkplugMessageType.State; candidate++)
        {
            if (!Ascii.Equals(token, Token(candidate)))
                continue;
            type = candidate;
            return true;
        }
        return false;
    }

    private static int Split(ReadOnlySpan<byte> utf8, Span<Range> levels)
    {
        var count = 0;
        foreach (var range in utf8.Split((byte)'/'))
        {
            if (count == levels.Length)
                return count;
            levels[count++] = range;
        }
        return count;
    }

    private static bool TryReadId(ReadOnlySpan<byte> utf8, out string id, out string? error)
    {
        id = "";
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
            error = "an id is not UTF-8";
        else if (EntityId.Fault(id = Encoding.UTF8.GetString(utf8)) is { } fault)
            error = "an id " + fault;
        else
            error = null;
        return error is null;
    }
}

/// <summary>The message types of Sparkplug B 3.0 §4.1.3, in the topic written NBIRTH, NDATA, NDEATH, NCMD, DBIRTH, DDATA, DDEATH, DCMD and STATE.</summary>
public enum SparkplugMessageType
{
    NodeBirth,
    NodeData,
    NodeDeath,
    NodeCommand,
    DeviceBirth,
    DeviceData,
    DeviceDeath,
    DeviceCommand,
    State,
}
