namespace OpcSpaces.Wire.Host;

/// <summary>What a host connection counts.</summary>
public enum HostConnectionEvent
{
    Connected,

    /// <summary>A retained message of an edge node, which Sparkplug does not allow; dropped.</summary>
    RetainedDropped,

    /// <summary>Something else than this host's STATE stood on its topic, so it published online again.</summary>
    StateRepublished,

    /// <summary>Another program wrote to the topic of this host's STATE: nothing, no STATE, or one with a timestamp that is not ours.</summary>
    ForeignState,

    CommandSent,

    /// <summary>A command that could not be sent because there was no connection.</summary>
    CommandLost,
}
