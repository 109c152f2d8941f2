namespace OpcSpaces.Wire.EdgeNode;

/// <summary>What an edge node counts.</summary>
public enum EdgeNodeEvent
{
    Connected,

    /// <summary>A complete sequence of births, including those of a rebirth.</summary>
    Born,

    /// <summary>A DATA message that the connection has taken.</summary>
    DataPublished,

    /// <summary>A metric in a command that hosts may not write.</summary>
    CommandRefused,

    /// <summary>A command whose payload could not be read or was incomplete.</summary>
    CommandMalformed,

    /// <summary>A STATE of the primary host that is older than one that came before.</summary>
    StateOutdated,

    /// <summary>A STATE that could not be read.</summary>
    StateMalformed,

    /// <summary>An attempt that ended before its births were sent.</summary>
    AttemptFailed,
}
