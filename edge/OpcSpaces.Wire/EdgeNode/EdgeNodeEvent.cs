namespace OpcSpaces.Wire.EdgeNode;

/// <summary>What an edge node counts of its doings and of what it dropped.</summary>
public enum EdgeNodeEvent
{
    Connected,

    /// <summary>A complete birth sequence, a rebirth's included.</summary>
    Born,

    /// <summary>A DATA message handed to the transport.</summary>
    DataPublished,

    /// <summary>A metric in a command that is not on the list of what a host may write.</summary>
    CommandRefused,

    /// <summary>A command whose payload could not be read or lacked a part.</summary>
    CommandMalformed,

    /// <summary>A STATE of the primary host that is older than one already heard.</summary>
    StateOutdated,

    /// <summary>A STATE that could not be read.</summary>
    StateMalformed,

    /// <summary>A connection or births that did not come about.</summary>
    AttemptFailed,
}
