using System.ComponentModel.DataAnnotations;

namespace OpcSpaces.Broker.Settings;

/// <summary>Where the embedded broker listens and how much it allows. By default only programs on this machine reach it.</summary>
public sealed class BrokerOptions
{
    /// <summary>IP address to listen on. Who reaches it may publish and subscribe to everything, unless <see cref="Tls"/> asks for certificates.</summary>
    [Required]
    public string Listen { get; set; } = "127.0.0.1";

    /// <summary>TCP port; 1883 is MQTT's, 8883 MQTT's with TLS.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 1883;

    /// <summary>Clients at the same time. One more is refused with the reason "server busy". Lowered to what the process may open (<see cref="DescriptorShares"/>).</summary>
    [Range(1, 100_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Bytes of the largest packet that is accepted. A client that sends a larger one is disconnected with the reason "packet too large".</summary>
    [Range(1_024, 268_435_455)]
    public int MaxPacketBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Seconds from the TCP connection to the TLS handshake, and from there to the CONNECT packet. Who takes longer is disconnected.</summary>
    [Range(1, 3_600)]
    public int HandshakeSeconds { get; set; } = 10;

    /// <summary>
    /// Bytes that wait for one client that reads too slowly. Above it, further messages to that client are dropped and counted; when answers
    /// of the protocol itself would exceed it, the client is disconnected.
    /// </summary>
    [Range(65_536, 1_073_741_824)]
    public int MaxQueuedBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Bytes that wait for all clients together, with the same consequence. At least <see cref="MaxQueuedBytes"/> is sensible.</summary>
    [Range(65_536, 17_179_869_184)]
    public long MaxQueuedBytesOfAll { get; set; } = 256 * 1024 * 1024;

    /// <summary>Subscriptions of one client. One more is refused with the reason "quota exceeded".</summary>
    [Range(1, 100_000)]
    public int MaxFiltersPerClient { get; set; } = 1_000;

    /// <summary>The memory for the filters of one client's subscriptions: their bytes in UTF-8, and 400 for each level. With the same consequence.</summary>
    [Range(1_024, 1_073_741_824)]
    public int MaxFilterBytesPerClient { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// Bytes of packets that are not complete yet, of all clients together. A client whose packet would exceed it is disconnected with the
    /// reason "quota exceeded". Not less than <see cref="MaxPacketBytes"/> is sensible.
    /// </summary>
    [Range(65_536, 17_179_869_184)]
    public long MaxReceivingBytesOfAll { get; set; } = 128 * 1024 * 1024;

    /// <summary>Topics whose last message is kept for later subscribers. A retained message on one more is delivered, but not kept.</summary>
    [Range(1, 1_000_000)]
    public int MaxRetainedMessages { get; set; } = 10_000;

    /// <summary>Bytes of all retained messages together, with topics and properties. One that exceeds it is delivered, but not kept.</summary>
    [Range(65_536, 17_179_869_184)]
    public long MaxRetainedBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Certificates; null for a listener without encryption.</summary>
    public BrokerTlsOptions? Tls { get; set; }
}
