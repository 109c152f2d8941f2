using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace OpcSpaces.Run;

/// <summary>How the embedded broker is reached, as HOST:PORT.</summary>
internal static class BrokerAddresses
{
    /// <summary>By programs of this machine.</summary>
    public static string OnThisMachine(IPAddress listen, int port) => new IPEndPoint(
        listen.Equals(IPAddress.Any) ? IPAddress.Loopback : listen.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : listen, port).ToString();

    /// <summary>By gateways: the addresses of this machine in its networks, or the words that only programs of this machine reach it.</summary>
    public static string ForGateways(IPAddress listen, int port)
    {
        if (IPAddress.IsLoopback(listen))
            return $"{OnThisMachine(listen, port)} on this machine only; --broker-listen 0.0.0.0 opens it to the network";
        if (!listen.Equals(IPAddress.Any) && !listen.Equals(IPAddress.IPv6Any))
            return OnThisMachine(listen, port);
        var addresses = NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses.Select(unicast => unicast.Address))
            .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal && (address.AddressFamily == AddressFamily.InterNetwork || listen.Equals(IPAddress.IPv6Any)))
            .Select(address => new IPEndPoint(address, port).ToString()).Distinct().ToList();
        return addresses.Count == 0 ? $"{OnThisMachine(listen, port)} (this machine has no other address)" : string.Join("  or  ", addresses);
    }
}
