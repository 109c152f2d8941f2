namespace OpcSpaces.Wire.Mqtt;

/// <summary>Receives the messages of one connection: one at a time, in the broker's order, on a network thread shared with other connections.</summary>
public interface IMqttMessageHandler
{
    /// <summary>
    /// Both spans are valid during the call only. Must not block. Nothing more is read from the broker until the returned task
    /// completes, so a full channel becomes TCP back-pressure; publishing goes on meanwhile. A task that takes longer than the keep-alive
    /// time may cost the session, because PINGRESP is not read either. An exception is logged and counted in
    /// <see cref="IMqttConnection.HandlerFaults"/>, and the next message follows.
    /// </summary>
    ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained);
}
