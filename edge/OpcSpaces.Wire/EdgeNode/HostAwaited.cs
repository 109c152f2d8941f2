namespace OpcSpaces.Wire.EdgeNode;

/// <summary>A session that cannot begin, because its primary host is not online.</summary>
/// <param name="Broker">The address of the broker, for people.</param>
/// <param name="StateTopic">The topic of the host's STATE.</param>
/// <param name="Since">How long the session has waited.</param>
/// <param name="Seen">What has come instead.</param>
public sealed record HostAwaited(string Broker, string StateTopic, TimeSpan Since, StateSeen Seen);

/// <summary>The last STATE that an edge node has received while it waited for its host.</summary>
public enum StateSeen
{
    /// <summary>None. A host that was ever there has left a retained one, so its id, its broker or an access list is wrong.</summary>
    None,

    /// <summary>The host is offline.</summary>
    Offline,

    /// <summary>One that is older than an earlier one.</summary>
    Outdated,

    /// <summary>One that could not be read.</summary>
    Malformed,
}
