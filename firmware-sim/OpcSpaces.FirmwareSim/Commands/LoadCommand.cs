using System.CommandLine;
using System.Globalization;
using OpcSpaces.CommandLine;
using OpcSpaces.FirmwareSim.Fleet;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>load</c>: many gateways without people, at a fixed rate.</summary>
internal sealed class LoadCommand : Command
{
    private static readonly LoadOptions Default = new();

    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly FleetArguments _fleet;

    private readonly Option<int?> _gateways = ArgumentRules.Option("--gateways", "N", "Number of gateways", ArgumentRules.Whole(1, LoadOptions.MostGateways), Default.Gateways);

    private readonly Option<int?> _points = ArgumentRules.Option("--points", "N", "Number of desks of each gateway", ArgumentRules.Whole(1, LoadOptions.MostPoints), Default.PointsPerGateway);

    private readonly Option<double?> _rate = ArgumentRules.Option("--rate", "R", "Readings per second of each gateway", ArgumentRules.Number(0.0001, 10_000, "readings per second"), Default.ReadingsPerSecondPerGateway);

    private readonly Option<int?> _batch = ArgumentRules.Option("--batch", "N", "Number of desks that change at the same moment; their readings share a batch", ArgumentRules.Whole(1, LoadOptions.MostPoints), Default.PointsPerBatch);

    public LoadCommand(TextWriter output, TimeProvider time) : base("load", """
        Run many gateways that send readings at a fixed rate, for benchmarks and fault tests

        Examples:
          opcspaces-sim load --data /tmp/load --gateways 1500 --rate 1 --no-sync
          opcspaces-sim load --data /tmp/load --gateways 30 --points 200 --batch 100 --rate 200 --for 60
        """)
    {
        (_output, _time) = (output, time);
        _fleet = new FleetArguments(this);
        foreach (var option in new Option[] { _gateways, _points, _rate, _batch })
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = Read(parsed);
        var fleetOptions = _fleet.Read(parsed);
        using var running = _fleet.Start(parsed, _output, _time, stop);
        var load = new LoadGenerator(options, fleetOptions, _time);
        await using var fleet = new GatewayFleet(fleetOptions, load.Configs, load.Boards, _time, _time, running.Loggers);
        await running.RunAsync(token => RunAsync(load, fleet, token), () => Progress(load, fleet));
        return 0;
    }

    private LoadOptions Read(ParseResult parsed)
    {
        var options = new LoadOptions
        {
            Gateways = parsed.GetValue(_gateways)!.Value,
            PointsPerGateway = parsed.GetValue(_points)!.Value,
            ReadingsPerSecondPerGateway = parsed.GetValue(_rate)!.Value,
            PointsPerBatch = parsed.GetValue(_batch)!.Value,
        };
        if (options.PointsPerBatch > options.PointsPerGateway)
            throw new CommandLineException(string.Create(CultureInfo.InvariantCulture, $"--batch \"{options.PointsPerBatch}\" is more than the {options.PointsPerGateway} points of a gateway: give 1 to {options.PointsPerGateway}, or more --points"));
        if (options.ReadingsPerSecondPerGateway > options.MostReadingsPerSecond)
            throw new CommandLineException(string.Create(CultureInfo.InvariantCulture, $"--rate \"{options.ReadingsPerSecondPerGateway}\" is more than {options.PointsPerGateway} points can make: give at most {options.MostReadingsPerSecond:0.#}, or more --points"));
        return options;
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
            $"gateways {progress.Connected}/{progress.Gateways} · triggered {load.ReadingsTriggered:N0} · readings {progress.ReadingsMade:N0} · not stored {progress.ReadingsUnsaved:N0} · backlog {Terminal.Count((long)progress.Backlog, "batch")}");
    }
}
