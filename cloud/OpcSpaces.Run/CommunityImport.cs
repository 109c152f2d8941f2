namespace OpcSpaces.Run;

/// <summary>
/// Sets the clock, and brings the simulated communities into the registry before the first reading: the simulator writes each as a folder, and the cloud's own
/// command imports it. The same folder again changes nothing.
/// </summary>
internal sealed class CommunityImport(RunOptions options, DemoClock clock, TextWriter output)
{
    private const string FolderName = "community";
    private const int FaultLines = 10;

    /// <exception cref="RunFault">One could not be written or imported.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        await clock.SetAsync(arguments => RunAsync("the clock", "clock", arguments, ct), output);
        if (options.Replay is { } replay) await ImportAsync(options.SimulationDirectory, ["--recording", replay], "cloud/run imports the room of the recording", ct);
        foreach (var community in options.Communities)
            await ImportAsync(community.DataDirectory(options), ["--building", community.Name], "cloud/run imports the simulated community as the simulator writes it today", ct);
    }

    private async Task ImportAsync(string directory, IEnumerable<string> what, string why, CancellationToken ct)
    {
        var folder = Path.Combine(directory, FolderName);
        await RunAsync("the simulated community", "community", [Builds.PathOf(Builds.Simulator), "folder", .. what, "--out", folder, .. clock.Arguments], ct);
        var said = await RunAsync("the registry", "registry", [Builds.PathOf(Builds.Cloud), "registry", "import", folder, "--data", options.DataDirectory, "--who", "demo", "--why", why], ct);
        // Without the path, which is that of every other line.
        await output.WriteLineAsync($"Community: {said[(said.IndexOf(": ", StringComparison.Ordinal) + 2)..]}");
    }

    private async Task<string> RunAsync(string what, string log, IEnumerable<string> arguments, CancellationToken ct)
    {
        var file = Path.Combine(options.Logs, $"{log}.log");
        await using var tool = Part.StartTool(log, file, arguments);
        var code = await tool.WaitAsync(ct);
        return code == 0 ? await tool.LastLinesAsync(1) : throw new RunFault($"{what} cannot be prepared:\n{await tool.LastLinesAsync(FaultLines)}\n(see {file})", RunFault.Stopped);
    }
}
