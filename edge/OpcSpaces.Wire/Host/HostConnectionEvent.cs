namespace OpcSpaces.Wire.Host;

/// <summary>What a host connection counts.</summary>
public enum HostConnectionEvent
{
    Connected,

    /// <summary>A retained message of an edge node, which Sparkplug does not allow; dropped.</summary>
    RetainedDropped,

    /// <summary>The broker reported this host as offline, so it published online again.</summary>
    StateRepublished,

    CommandSent,

    /// <summary>A command that could not be sent because there was no connection.</summary>
    CommandLost,
}
