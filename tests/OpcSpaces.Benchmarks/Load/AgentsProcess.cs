using System.Globalization;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Load;

/// <summary>
/// Real agents in a separate process, so that their CPU time can be measured separately. The process is this program with the first
/// argument <c>agents</c> (<see cref="AgentsRole"/>): a command is a line on standard input, the answer a line of numbers on
/// standard output.
/// </summary>
internal sealed class AgentsProcess : IAsyncDisposable
{
    public const string FirstArgument = "agents";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly ServerProcess _process;
    private int _asked;

    private AgentsProcess(ServerProcess process) => _process = process;

    public TimeSpan CpuTime => _process.CpuTime;

    public int Pid => _process.Pid;

    public long ResidentBytes => _process.ResidentBytes;

    public static AgentsProcess Start(string directory, int brokerPort, int gateways, string? stamps = null) => new(ServerProcess.Start(
        "dotnet",
        [
            typeof(AgentsProcess).Assembly.Location, FirstArgument, directory, Text(brokerPort), Text(gateways), stamps ?? "",
        ],
        environment: new Dictionary<string, string> { ["DOTNET_gcConcurrent"] = "0", ["DOTNET_TieredPGO"] = "0", ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0" }));

    /// <summary>Runs one command and returns its numbers. Throws, with the output of the process, when the process has ended.</summary>
    public async Task<double[]> AskAsync(string command, params double[] numbers)
    {
        var answer = $"done {++_asked} ";
        await _process.WriteLineAsync(string.Join(' ', numbers.Select(Text).Prepend(command)));
        string? line = null;
        await Eventually.ThatAsync(
            () => _process.HasExited || (line = Find(answer)) is not null, Patience, $"the agents to have done '{command}'", () => _process.Log);
        return line is null
            ? throw new InvalidOperationException($"The agents ended with code {_process.ExitCode}:\n{_process.Log}")
            : [.. line[answer.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private string? Find(string start) => _process.Log.Split('\n').FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal));

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
