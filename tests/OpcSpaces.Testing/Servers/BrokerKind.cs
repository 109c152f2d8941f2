namespace OpcSpaces.Testing;

/// <summary>Which broker a cloud and its gateways meet at.</summary>
public enum BrokerKind
{
    /// <summary>The one inside the cloud.</summary>
    Embedded,

    /// <summary>Mosquitto, in a process of its own.</summary>
    Mosquitto,
}
