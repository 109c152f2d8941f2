using System.Net;

namespace OpcSpaces.CommandLine;

/// <summary>
/// IP addresses as people write them. The parser of .NET also takes <c>0</c>, <c>1</c> and <c>010.0.0.1</c> (as 0.0.0.0, 0.0.0.1 and
/// 8.0.0.1) and an IPv6 address with a port, which it drops; here these are faults.
/// </summary>
public static class IpAddressText
{
    /// <summary>Whether it is four decimal numbers with dots, or an IPv6 address without brackets.</summary>
    public static bool IsAddress(string text) => IPAddress.TryParse(text, out var address)
        && (text.Contains(':', StringComparison.Ordinal) ? !text.Contains('[', StringComparison.Ordinal) : address.ToString() == text);

    /// <summary>Whether a host name has only what numeric addresses have.</summary>
    internal static bool LooksLikeNumbers(string host) => host.All(letter => char.IsAsciiDigit(letter) || letter == '.')
        || host.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
}
