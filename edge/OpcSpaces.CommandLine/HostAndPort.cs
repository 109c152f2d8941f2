using System.Globalization;

namespace OpcSpaces.CommandLine;

/// <summary>A server as it is written on a command line: <c>127.0.0.1:1883</c>, <c>broker.local:1883</c>, <c>[::1]:1883</c>.</summary>
public sealed record HostAndPort(string Host, int Port)
{
    /// <summary>Null for a text that has no valid host or no port from 1 to 65535.</summary>
    public static HostAndPort? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon > 0 ? text[..colon] : "";
        if (host.StartsWith('[') && host.EndsWith(']'))
            host = host[1..^1];
        // A number alone would be taken as an IPv4 address: 1 as 0.0.0.1.
        return Uri.CheckHostName(host) != UriHostNameType.Unknown && (IpAddressText.IsAddress(host) || !IpAddressText.LooksLikeNumbers(host))
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65_535
            ? new HostAndPort(host, port)
            : null;
    }

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
