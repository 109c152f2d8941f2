namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>A packet is larger than the broker takes. It must not be sent (MQTT 5 §3.2.2.3.6), and no later try can succeed.</summary>
internal sealed class PacketTooLargeException(long bytes, uint most)
    : IOException($"a packet of {bytes} bytes is larger than the broker takes: its Maximum Packet Size is {most}, raise it")
{
    internal static void ThrowIf(long bytes, uint most)
    {
        if (bytes > most)
            throw new PacketTooLargeException(bytes, most);
    }
}
