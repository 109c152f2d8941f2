namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>Where a connection stands.</summary>
internal enum ConnectionPhase
{
    /// <summary>Being set up outside the network thread.</summary>
    New,

    /// <summary>TCP, TLS and CONNECT are under way.</summary>
    Opening,

    /// <summary>CONNACK has come.</summary>
    Open,

    /// <summary>DISCONNECT is being sent; then the broker closes.</summary>
    Leaving,

    /// <summary>Nothing of libmosquitto is left.</summary>
    Ended,
}
