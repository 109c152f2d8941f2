using System.Net;
using System.Net.Sockets;

namespace OpcSpaces.Wire.Tests.Mqtt;

internal static class TcpListenerPort
{
    internal static int Port(this TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
