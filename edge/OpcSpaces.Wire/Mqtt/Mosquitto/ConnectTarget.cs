using System.Net;
using System.Net.Sockets;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>One thing to try: a host for libmosquitto, and an address to bind to where it must be held to one family.</summary>
internal readonly record struct ConnectTarget(string Host, string? BindAddress)
{
    /// <summary>
    /// Names are resolved here, where it can be cancelled, and each address is a try of its own. TLS needs the name for
    /// the certificate, so there libmosquitto looks it up again and only the family is chosen.
    /// </summary>
    internal static async Task<IReadOnlyList<ConnectTarget>> ResolveAsync(MqttEndpointOptions endpoint, CancellationToken ct)
    {
        if (IPAddress.TryParse(endpoint.Host, out _))
            return [new ConnectTarget(endpoint.Host, null)];

        IPAddress[] addresses;
        try
        {
            addresses = await Dns.GetHostAddressesAsync(endpoint.Host, ct);
        }
        catch (SocketException e)
        {
            throw new MqttConnectException(MqttConnectFailure.Unreachable, null, $"Host '{endpoint.Host}' not found: {e.Message}", e);
        }

        return endpoint.Tls is null
            ? [.. addresses.Select(a => new ConnectTarget(a.ToString(), null))]
            : [.. addresses.Select(a => a.AddressFamily).Distinct().Select(f => new ConnectTarget(
                endpoint.Host, (f == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any).ToString()))];
    }
}
