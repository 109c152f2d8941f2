namespace OpcSpaces.Wire.EdgeNode;

/// <summary>How a session ended, with a detail for the log.</summary>
public sealed record SessionEnd(SessionEndReason Reason, string Detail);

/// <summary>Why a session ended.</summary>
public enum SessionEndReason
{
    /// <summary>The gateway ended it.</summary>
    Stopped,

    /// <summary>The broker could not be reached, refused, or did not answer.</summary>
    NotConnected,

    /// <summary>The connection broke.</summary>
    ConnectionLost,

    /// <summary>The primary host application went offline.</summary>
    HostOffline,
}
