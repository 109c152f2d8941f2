namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>What the network thread is asked to send.</summary>
internal enum OutgoingKind : byte
{
    Publish,
    Subscribe,
    Disconnect,
}
