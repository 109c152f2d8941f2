namespace OpcSpaces.Run;

/// <summary>
/// Sets the clock, and brings the simulated community into the registry before the first reading: the simulator writes it as a folder, and the cloud's own
/// command imports it. The same folder again changes nothing.
/// </summary>
internal sealed class SimulatedCommunity(RunOptions options, DemoClock clock, TextWriter output)
{
    /// <summary>A community of 1,000 desks whose tenants are away now and then.</summary>
    public const string Building = "nanshan-tenants";

    private const string FolderName = "community";
    private const int FaultLines = 10;

    /// <exception cref="RunFault">It could not be written or imported.</exception>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await clock.SetAsync(arguments => RunAsync("the clock", "clock", arguments, ct), output);
        var folder = Path.Combine(options.SimulationDirectory, FolderName);
        await RunAsync("the simulated community", "community", Simulator(folder), ct);
        var said = await RunAsync("the registry", "registry",
        [
            Builds.PathOf(Builds.Cloud), "registry", "import", folder, "--data", options.DataDirectory,
            "--who", "demo", "--why", options.Replay is null ? "cloud/run imports the simulated community as the simulator writes it today" : "cloud/run imports the room of the recording",
        ], ct);
        // Without the path, which is that of every other line.
        await output.WriteLineAsync($"Community: {said[(said.IndexOf(": ", StringComparison.Ordinal) + 2)..]}");
    }

    private IEnumerable<string> Simulator(string folder) =>
    [
        Builds.PathOf(Builds.Simulator), "folder",
        .. options.Replay is { } replay ? ["--recording", replay] : (string[])["--building", Building], "--out", folder, .. clock.Arguments,
    ];

    private async Task<string> RunAsync(string what, string log, IEnumerable<string> arguments, CancellationToken ct)
    {
        var file = Path.Combine(options.Logs, $"{log}.log");
        await using var tool = Part.StartTool(log, file, arguments);
        var code = await tool.WaitAsync(ct);
        return code == 0 ? await tool.LastLinesAsync(1) : throw new RunFault($"{what} cannot be prepared:\n{await tool.LastLinesAsync(FaultLines)}\n(see {file})", RunFault.Stopped);
    }
}
