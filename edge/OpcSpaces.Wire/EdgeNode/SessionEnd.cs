using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>How a session ended, with a detail for the log.</summary>
public sealed record SessionEnd(SessionEndReason Reason, string Detail)
{
    /// <summary>How the connection broke, for <see cref="SessionEndReason.ConnectionLost"/>.</summary>
    public MqttDisconnection? Disconnection { get; init; }

    /// <summary>The address of the broker, for people; empty before it is known.</summary>
    public string Broker { get; init; } = "";

    /// <summary>What may be wrong, when sessions keep breaking although the broker accepts them.</summary>
    public string? Suspicion { get; init; }
}

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
