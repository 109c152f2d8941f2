namespace OpcSpaces.Broker.Counting;

/// <summary>What the embedded broker counts.</summary>
public enum BrokerEvent
{
    /// <summary>A client's session was opened.</summary>
    Connected,

    /// <summary>A client was refused: too many clients, or a client id that belongs to this process.</summary>
    Refused,

    /// <summary>A connection ended during the TLS handshake: no certificate, one of another authority, or no TLS at all.</summary>
    TlsRefused,

    /// <summary>A second client with the same id ended a session.</summary>
    TakenOver,

    /// <summary>A client was silent for 1.5 times its keep-alive.</summary>
    Silent,

    /// <summary>A client sent what MQTT or a limit does not allow.</summary>
    Fault,

    /// <summary>A message came from a client.</summary>
    Received,

    /// <summary>A message was dropped because the client reads too slowly.</summary>
    DroppedForSlowClient,

    /// <summary>A client was disconnected because it does not read the answers to what it sends.</summary>
    EndedForSlowClient,

    /// <summary>A subscription was refused because the client has too many.</summary>
    FilterRefused,

    /// <summary>A message was dropped because it is larger than the client accepts.</summary>
    DroppedAsTooLarge,

    /// <summary>A retained message was not kept, because too many topics have one, or all of them have too many bytes.</summary>
    NotRetained,

    /// <summary>A Will was published.</summary>
    Will,
}
