namespace OpcSpaces.Wire.Host;

/// <summary>What a host connection counts of its doings and of what it dropped.</summary>
public enum HostConnectionEvent
{
    Connected,

    /// <summary>A retained message of an edge node, which no conforming one makes; dropped.</summary>
    RetainedDropped,

    /// <summary>This host saw itself declared offline and said online again.</summary>
    StateRepublished,

    CommandSent,

    /// <summary>A command that found no connection.</summary>
    CommandLost,
}
