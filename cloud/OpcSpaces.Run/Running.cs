using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OpcSpaces.Run;

/// <summary>The cloud and the simulated gateways while they run.</summary>
internal sealed class Running(RunOptions options, TextWriter output, TimeProvider time) : IAsyncDisposable
{
    private const int FirstBrokerPort = 18830, LastBrokerPort = 18929;
    private const int PlainLineSeconds = 5;
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(1);

    private readonly List<Part> _parts = []; // in the order in which they are stopped
    private readonly DemoClock _clock = new(options, time);
    private IDisposable? _lock;
    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://127.0.0.1:{options.Port}/"), Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Builds, starts, and waits until the page answers. Throws <see cref="RunFault"/> when something prevents that.</summary>
    public async Task StartAsync(TextWriter error, CancellationToken ct)
    {
        if (IsTaken(options.Port))
            throw new RunFault($"port {options.Port} is in use: choose another with --port");
        if (options.BrokerPort is { } wanted && (wanted == options.Port || IsTaken(wanted)))
            throw new RunFault($"port {wanted} is in use: choose another with --broker-port");
        WritableFolders.PrepareData(options);
        _lock = RunLock.Take(options.DataDirectory);
        WritableFolders.PrepareLogs(options);
        await Builds.BuildAsync(LogOf("build"), output, error, time, ct, options.Simulates ? [Builds.Cloud, Builds.Simulator] : [Builds.Cloud]);
        if (options.Simulates)
            await new CommunityImport(options, _clock, output).RunAsync(ct);
        else
            await _clock.SetAsync(_ => throw new InvalidOperationException("Without a simulation there is no clock of a demonstration."), output);
        await output.WriteLineAsync("Starting ...");
        var brokerPort = options.BrokerPort ?? Enumerable.Range(FirstBrokerPort, LastBrokerPort - FirstBrokerPort + 1).First(port => !IsTaken(port) || port == LastBrokerPort);
        var broker = options.Broker ?? BrokerAddresses.OnThisMachine(options.BrokerListen, brokerPort);
        if (options.Replay is { } replay)
            _parts.Add(Part.Start("gateways", LogOf("gateways"), SimulatorArguments(["replay", replay, "--data", options.SimulationDirectory], broker)));
        foreach (var community in options.Communities)
            _parts.Add(Part.Start($"gateways of {community.Name}", LogOf($"gateways-{community.Name}"), SimulatorArguments(community.Arguments(options), broker)));
        _parts.Add(Part.Start("cloud", LogOf("cloud"), CloudArguments(brokerPort)));
        var trouble = await new FirstAnswer(_client, time).WaitAsync(LogOf("cloud"), ThrowIfAnyEndedAsync, ct);
        await output.WriteLineAsync($"\n  OpcSpaces is at  http://127.0.0.1:{options.Port}/");
        await output.WriteLineAsync("  You are signed in by itself, as administrator: it listens on this machine only. A cloud for others asks for a sign-in.");
        if (!options.Simulates)
            await output.WriteLineAsync($"  Gateways connect to the broker at  {options.Broker ?? BrokerAddresses.ForGateways(options.BrokerListen, brokerPort)}");
        if (trouble is not null)
            await output.WriteLineAsync($"  It is not healthy: {trouble.ReplaceLineEndings("; ")}");
        await output.WriteLineAsync($"  Data: {options.DataDirectory}   Logs: {options.Logs}   Ctrl-C stops everything.\n");
    }

    /// <summary>Shows how it goes until the time of <c>--for</c> is over. Throws <see cref="RunFault"/> when a part stops.</summary>
    public async Task WatchAsync(CancellationToken ct)
    {
        var started = time.GetTimestamp();
        for (var second = 0; ; second++)
        {
            await ThrowIfAnyEndedAsync();
            if (options.Duration is { } duration && time.GetElapsedTime(started) >= duration)
            {
                await output.WriteLineAsync($"\nStopping after {options.DurationText} s.");
                return;
            }

            if (await LineAsync(ct) is { } line)
            {
                if (!Console.IsOutputRedirected)
                    await output.WriteAsync($"\r\u001b[K{line}");
                else if (second % PlainLineSeconds == 0)
                    await output.WriteLineAsync(line);
            }

            await Task.Delay(LineInterval, time, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Gateways first, so that they can end their sessions before the broker ends.
        foreach (var part in _parts)
            await part.DisposeAsync();
        _lock?.Dispose();
        _client.Dispose();
    }

    private IEnumerable<string> SimulatorArguments(IEnumerable<string> command, string broker) =>
    [
        Builds.PathOf(Builds.Simulator), .. command, "--broker", broker, .. options.Speed is { } speed ? ["--speed", speed] : (string[])[], .. _clock.Arguments,
    ];

    private IEnumerable<string> CloudArguments(int brokerPort) =>
    [
        Builds.PathOf(Builds.Cloud), "--data", options.DataDirectory, "--port", options.Port.ToString(CultureInfo.InvariantCulture), "--demo-visitor",
        .. options.Broker is { } other ? ["--broker", other]
            : (string[])["--broker-listen", options.BrokerListen.ToString(), "--broker-port", brokerPort.ToString(CultureInfo.InvariantCulture)],
        .. options.Influx is { } influx ? ["--influx", influx] : (string[])[],
    ];

    private string LogOf(string part) => Path.Combine(options.Logs, $"{part}.log");

    private async Task<string?> LineAsync(CancellationToken ct) => (await GetAsync("api/v1/status/line", ct))?.TrimEnd().Split('\n')[^1];

    private async Task<string?> GetAsync(string path, CancellationToken ct)
    {
        try
        {
            return await _client.GetStringAsync(path, ct);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task ThrowIfAnyEndedAsync()
    {
        foreach (var part in _parts.Where(part => part.HasEnded))
            throw new RunFault($"{part.Name} stopped unexpectedly:\n{await part.LastLinesAsync(3)}\n(see {part.Log})", RunFault.Stopped);
    }

    private static bool IsTaken(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
