using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OpcSpaces.Testing;

/// <summary>
/// Loopback TCP ports that nobody uses, reserved for this process until it ends. They lie below the kernel's
/// ephemeral range: a client that keeps calling a dead port inside that range can end up connected to itself.
/// </summary>
public static class FreePort
{
    private const int Lowest = 10_000;
    private static readonly List<FileStream> Reservations = [];
    private static readonly Lock Gate = new();

    /// <summary>Reserves one port; throws <see cref="InvalidOperationException"/> when none is left.</summary>
    public static int Next()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"opcspaces-ports-{Environment.UserName}");
        Directory.CreateDirectory(folder);
        var end = EphemeralStart();
        for (var attempt = 0; attempt < 2_000; attempt++)
        {
            var port = Random.Shared.Next(Lowest, end);
            if (TryReserve(folder, port) && IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"No free loopback port between {Lowest} and {end}.");
    }

    private static bool TryReserve(string folder, int port)
    {
        try
        {
            // FileShare.None is an flock: other test processes see the port as taken, and a crash releases it.
            var path = Path.Combine(folder, port.ToString(CultureInfo.InvariantCulture));
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            lock (Gate)
                Reservations.Add(file);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int EphemeralStart()
    {
        const string Range = "/proc/sys/net/ipv4/ip_local_port_range";
        var start = File.Exists(Range)
            ? int.Parse(File.ReadAllText(Range).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture)
            : 32_768;
        return start > Lowest + 1_000 ? start : 32_768;
    }
}
