using System.Globalization;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Load;

/// <summary>The simulator as users start it, in a separate process.</summary>
internal sealed class SimulationProcess : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private SimulationProcess(ServerProcess process) => _process = process;

    public TimeSpan CpuTime => _process.CpuTime;

    public long ResidentBytes => _process.ResidentBytes;

    /// <summary>The newest line of progress.</summary>
    public string Progress => _process.Log.TrimEnd().Split('\n')[^1];

    /// <param name="command">The command: <c>run</c> or <c>load</c>.</param>
    /// <param name="directory">The directory of its outboxes.</param>
    /// <param name="brokerPort">The port of the broker on loopback.</param>
    /// <param name="arguments">Further options of the command.</param>
    public static SimulationProcess Start(string command, string directory, int brokerPort, params IEnumerable<string> arguments) => new(ServerProcess.Start(
        "dotnet",
        [
            ProductBinary.Find("firmware-sim", "OpcSpaces.FirmwareSim"), command, "--data", directory,
            "--broker", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{brokerPort}"), .. arguments,
        ]));

    /// <summary>Waits until the newest line of progress meets a condition. Throws, with the output, when the simulator has ended.</summary>
    public async Task UntilAsync(Func<string, bool> progress, TimeSpan patience, string what)
    {
        await Eventually.ThatAsync(() => _process.HasExited || progress(Progress), patience, what, () => _process.Log);
        ThrowIfEnded();
    }

    public void ThrowIfEnded()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"The simulator ended with code {_process.ExitCode}:\n{_process.Log}");
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
