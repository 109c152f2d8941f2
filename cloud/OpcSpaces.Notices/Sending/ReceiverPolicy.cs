using System.Diagnostics.CodeAnalysis;
using System.Net;
using OpcSpaces.Notices.Settings;

namespace OpcSpaces.Notices.Sending;

/// <summary>Which receivers may be reached. Who sets up a channel must not reach through it what only this machine can reach (OWASP API7:2023, server side request forgery).</summary>
internal sealed class ReceiverPolicy
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IPNetwork> _networks = [];

    public ReceiverPolicy(NoticesOptions options)
    {
        foreach (var text in options.AllowedReceivers)
        {
            if (TryParse(text, out var network)) _networks.Add(network.Value);
            else _hosts.Add(text);
        }
    }

    /// <summary>Reads an address or a network; false for the name of a host.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPNetwork? network)
    {
        network = IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : IPNetwork.TryParse(text, out var read) ? read : null;
        return network is not null;
    }

    /// <summary>Whether a connection may be made; asked with the address that is really connected to.</summary>
    /// <param name="host">The host of the receiver, as it was written.</param>
    /// <param name="address">One of its addresses.</param>
    /// <param name="isEncrypted">Whether the connection has TLS.</param>
    public bool Allows(string host, IPAddress address, bool isEncrypted) => IsAllowed(host, address) || (isEncrypted && NetworkRange.IsPublic(address));

    /// <summary>What is wrong with an address, as far as it can be seen without a look-up; null for a good one.</summary>
    public string? FaultOf(Uri receiver)
    {
        var host = receiver.IdnHost.Trim('[', ']');
        var literal = IPAddress.TryParse(host, out var address) ? address : null;
        if (receiver.Scheme == Uri.UriSchemeHttps) return literal is null || Allows(host, literal, isEncrypted: true) ? null : "it is not a public address: give one that is, or let the administrator allow it (notices.allowedReceivers)";
        return IsAllowed(host, literal) ? null : "write https, or let the administrator allow the host without it (notices.allowedReceivers)";
    }

    private bool IsAllowed(string host, IPAddress? address) => _hosts.Contains(host) || (address is not null && _networks.Exists(network => network.Contains(NetworkRange.Plain(address))));
}

/// <summary>A receiver may not be reached.</summary>
internal sealed class ReceiverRefusedException(string message) : Exception(message);
