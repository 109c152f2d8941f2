using System.Globalization;

namespace OpcSpaces.Broker.Settings;

/// <summary>
/// How many connections a process may have, so that it never runs out of file descriptors: .NET ends a process that cannot open one more. Each
/// connection takes one. The rest is for files and for what the runtime needs.
/// </summary>
/// <param name="Limit">Descriptors that the system gives the process (RLIMIT_NOFILE; .NET raises the soft limit to the hard one).</param>
/// <param name="Clients">Clients of the embedded broker.</param>
/// <param name="BeforeConnect">Connections at the broker that have not sent CONNECT yet.</param>
/// <param name="Page">Connections of the page.</param>
public sealed record DescriptorShares(int Limit, int Clients, int BeforeConnect, int Page)
{
    /// <summary>Connections before CONNECT where descriptors are plenty.</summary>
    public const int MostBeforeConnect = 256;

    // An idle cloud has 396 open, and 408 after a look at some pages (measured on Linux with .NET 10, all stores in files). Connections that are refused keep theirs
    // until they are closed, which on a busy machine is some time.
    private const int Own = 550;
    private const int Fewest = 8, MostPage = 10_000;

    /// <summary>Shares a limit: a quarter for the page, and of the rest a quarter for connections that are not clients yet. A few of each in any case.</summary>
    public static DescriptorShares Of(int limit)
    {
        var free = Math.Max(0, limit - Own);
        var page = Math.Clamp(free / 4, Fewest, MostPage);
        var broker = Math.Max(0, free - page);
        var beforeConnect = Math.Clamp(broker / 4, Fewest, MostBeforeConnect);
        return new DescriptorShares(limit, Math.Max(Fewest, broker - beforeConnect), beforeConnect, page);
    }

    /// <summary>Those of this process; null where the limit is not known (not Linux) or there is none.</summary>
    public static DescriptorShares? OfThisProcess() =>
        OperatingSystem.IsLinux() && FindLimit(File.ReadLines("/proc/self/limits")) is { } limit ? Of(limit) : null;

    /// <summary>The soft limit of open files in the lines of /proc/PID/limits (proc(5)); null when it is unlimited.</summary>
    internal static int? FindLimit(IEnumerable<string> lines)
    {
        const string Name = "Max open files";
        var words = lines.FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var soft, ..] && long.TryParse(soft, CultureInfo.InvariantCulture, out var limit) ? (int)Math.Min(limit, int.MaxValue) : null;
    }
}
