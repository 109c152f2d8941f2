using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Host;

/// <summary>
/// Gets a host connection's messages and events. Messages come on the network thread under the rules of
/// <see cref="IMqttMessageHandler"/>: births, data and deaths only, never retained ones.
/// </summary>
public interface IHostListener
{
    ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload);

    /// <summary>Connected, and nothing received yet. Births may have been missed, so the state of every edge node is unknown now.</summary>
    void OnConnected();

    /// <summary>Subscribed and STATE is online.</summary>
    void OnOnline(long stateTimestampMs);

    /// <summary>The connection ended or an attempt failed; the next attempt follows after <paramref name="retryIn"/>.</summary>
    void OnOffline(string detail, TimeSpan retryIn);

    /// <summary>
    /// A second host may run under the same id: sessions keep breaking in a way that suggests it, or the broker refuses the id (both follow <see cref="OnOffline"/>), or
    /// somebody else writes to the topic of our STATE (on the network thread, at most once a second).
    /// </summary>
    void OnSuspicion(string what)
    {
    }

    /// <summary>
    /// The broker acknowledged our STATE and our subscription to it, and has not delivered it: it may deliver nothing at all, and gateways may not see
    /// that the host is online. Comes every <see cref="HostConnectionOptions.OwnStateSeconds"/> until the STATE comes back.
    /// </summary>
    void OnUndelivered(string what)
    {
    }
}
