using System.CommandLine;
using System.Globalization;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>run</c>: people come and go until the command is stopped.</summary>
internal sealed class RunCommand : Command
{
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly FleetArguments _fleet;
    private readonly BuildingArguments _building;

    private readonly Option<string> _start = new("--start")
    {
        Description = "now; an hour such as 10:00, at which the people live while readings keep the true time; auto, which is now in working hours and else 10:00; "
            + "or a past date such as 2026-03-02T08:00, from which time runs",
        HelpName = "WHEN",
        DefaultValueFactory = _ => StartMoment.Now,
    };

    private readonly Option<double> _speed = FleetArguments.SpeedOption(
        "1 lives with the wall clock; N begins a week ago (or at --start) and runs N times faster until it has caught up; 0 or max as fast as possible", 1);

    public RunCommand(TextWriter output, TimeProvider time) : base("run", "Simulate a building with people in it, from now until stopped")
    {
        (_output, _time) = (output, time);
        _fleet = new FleetArguments(this);
        _building = new BuildingArguments(this);
        Options.Add(_start);
        Options.Add(_speed);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var running = _fleet.Start(parsed, _output, _time, stop);
        var options = new SimulationOptions
        {
            Building = _building.Read(parsed),
            Fleet = _fleet.Read(parsed),
            Start = parsed.GetValue(_start)!,
            Speed = parsed.GetValue(_speed),
        };
        await using var simulation = new Simulation(options, _time, running.Loggers);
        await _output.WriteLineAsync($"{BuildingDescription.OneLine(simulation.Plan)} · data in {options.Fleet.DataDirectory}");
        await _output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Readings begin at {simulation.Now:yyyy-MM-dd HH:mm}Z; for the people that is {simulation.LocalTime:dddd, yyyy-MM-dd HH:mm}"));
        await running.RunAsync(simulation.RunAsync, () => Progress(simulation));
        return 0;
    }

    private static string Progress(Simulation simulation)
    {
        simulation.KeepThrough();
        var fleet = simulation.Fleet.Progress;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"gateways {fleet.Connected}/{fleet.Gateways} · people {simulation.PeopleAtDesks} · readings {fleet.ReadingsMade:N0} · backlog {fleet.Backlog:N0} batches{Lost(fleet.ReadingsLost)} · their clock {simulation.LocalTime:ddd HH:mm:ss}");
    }

    private static string Lost(long readings) => readings == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" · LOST {readings:N0} readings (disk)");
}
