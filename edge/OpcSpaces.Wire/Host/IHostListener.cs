using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Host;

/// <summary>
/// Hears what a host connection receives and how it fares. Messages come on the network thread under the rules of
/// <see cref="IMqttMessageHandler"/>; births, data and deaths only, never retained ones.
/// </summary>
public interface IHostListener
{
    ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload);

    /// <summary>Connected and nothing received yet: births may have been missed, so the session state of every edge node is unknown now.</summary>
    void OnConnected();

    /// <summary>Subscribed and STATE is online.</summary>
    void OnOnline(long stateTimestampMs);

    /// <summary>The connection is gone, or an attempt failed; the next one follows after <paramref name="retryIn"/>.</summary>
    void OnOffline(string detail, TimeSpan retryIn);
}
