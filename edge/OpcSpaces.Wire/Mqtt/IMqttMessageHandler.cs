namespace OpcSpaces.Wire.Mqtt;

/// <summary>Receives the messages of one connection: one at a time, in the broker's order, on a network thread shared with other connections.</summary>
public interface IMqttMessageHandler
{
    /// <summary>
    /// Both spans die with the call: copy what is kept. Must not block. Reading from the broker rests until the returned
    /// task completes, so a full channel becomes TCP back-pressure while publishing goes on; a rest of more than the keep-alive time may
    /// cost the session, because PINGRESP rests too. What is thrown is logged and
    /// counted in <see cref="IMqttConnection.HandlerFaults"/>, and the flow goes on.
    /// </summary>
    ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained);
}
