namespace OpcSpaces.Run;

/// <summary>Makes sure, before anything starts, that everything that will be written can be written.</summary>
internal static class WritableFolders
{
    public static readonly string[] Logs = ["build.log", "clock.log", "community.log", "registry.log", "gateways.log", .. SimulatedCommunity.All.Select(community => $"gateways-{community.Name}.log"), "cloud.log"];

    /// <summary>Creates the data directory, and throws <see cref="RunFault"/> when it cannot be written.</summary>
    public static void PrepareData(RunOptions options)
    {
        if (!CanWrite(options.DataDirectory))
            throw new RunFault($"the data directory '{options.DataDirectory}' cannot be written: give another with --data");
    }

    /// <summary>The same for the logs in it. Only who has the lock of the data directory opens them.</summary>
    public static void PrepareLogs(RunOptions options)
    {
        if (!CanWrite(options.Logs))
            throw new RunFault($"the directory '{options.Logs}' cannot be written: give another data directory with --data");
        foreach (var log in Logs.Select(log => Path.Combine(options.Logs, log)))
        {
            if (!Try(() => File.Open(log, FileMode.Append).Dispose()))
                throw new RunFault($"the file '{log}' cannot be written: give another data directory with --data");
        }
    }

    private static bool CanWrite(string directory) => Try(() =>
    {
        Directory.CreateDirectory(directory);
        File.Create(Path.Combine(directory, ".writable"), 1, FileOptions.DeleteOnClose).Dispose();
    });

    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
