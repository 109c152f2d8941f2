using System.CommandLine;
using System.Globalization;
using OpcSpaces.FirmwareSim.Fleet;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>load</c>: many gateways with nobody behind them, at a rate.</summary>
internal sealed class LoadCommand : Command
{
    private static readonly LoadOptions Default = new();

    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly FleetArguments _fleet;

    private readonly Option<int> _gateways = new("--gateways") { Description = "How many gateways", HelpName = "N", DefaultValueFactory = _ => Default.Gateways };

    private readonly Option<int> _points = new("--points") { Description = "Points of each gateway", HelpName = "N", DefaultValueFactory = _ => Default.PointsPerGateway };

    private readonly Option<double> _rate = new("--rate") { Description = "Readings per second of each gateway", HelpName = "R", DefaultValueFactory = _ => Default.ReadingsPerSecondPerGateway };

    private readonly Option<int> _batch = new("--batch") { Description = "Points that change together", HelpName = "N", DefaultValueFactory = _ => Default.PointsPerBatch };

    public LoadCommand(TextWriter output, TimeProvider time) : base("load", "Many gateways at a fixed rate of readings, for benchmarks and fault tests")
    {
        (_output, _time) = (output, time);
        _fleet = new FleetArguments(this);
        foreach (var option in new Option[] { _gateways, _points, _rate, _batch })
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var running = _fleet.Start(parsed, _output, _time, stop);
        var options = new LoadOptions
        {
            Gateways = parsed.GetValue(_gateways),
            PointsPerGateway = parsed.GetValue(_points),
            ReadingsPerSecondPerGateway = parsed.GetValue(_rate),
            PointsPerBatch = parsed.GetValue(_batch),
        };
        var fleetOptions = _fleet.Read(parsed);
        var load = new LoadGenerator(options, fleetOptions, _time);
        await using var fleet = new GatewayFleet(fleetOptions, load.Configs, load.Boards, _time, _time, running.Loggers);
        await running.RunAsync(token => RunAsync(load, fleet, token), () => Progress(load, fleet));
        return 0;
    }

    private static async Task RunAsync(LoadGenerator load, GatewayFleet fleet, CancellationToken stop)
    {
        await fleet.StartAsync(stop);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var generating = load.RunAsync(ending.Token);
        await Task.WhenAny(generating, fleet.Ended);
        await ending.CancelAsync();
        await generating;
        await fleet.StopAsync();
    }

    private static string Progress(LoadGenerator load, GatewayFleet fleet)
    {
        var progress = fleet.Progress;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"gateways {progress.Connected}/{progress.Gateways} · triggered {load.ReadingsTriggered:N0} · readings {progress.ReadingsMade:N0} · unsaved {progress.ReadingsUnsaved:N0} · backlog {progress.Backlog:N0} batches");
    }
}
