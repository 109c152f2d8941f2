using System.CommandLine;
using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.People.Calendar;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.FirmwareSim.Truth;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>run</c>: people come and go until the command is stopped.</summary>
internal sealed class RunCommand : Command
{
    internal const int MostDays = 3_660;

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

    private readonly Option<int> _days = new("--days")
    {
        Description = "Live so many days before the present first, as fast as possible, unless this data directory has lived them already; people live by the building's own clock then",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<int?> _reportSeconds = new("--report-seconds") { Description = "The shortest time between two reports of a meter [default: as the building's description says]", HelpName = "SECONDS" };

    private readonly Option<double> _speed = FleetArguments.SpeedOption(
        "1 lives with the wall clock; N begins a week ago (or at --start) and runs N times faster until it has caught up; 0 or max as fast as possible", 1);

    private readonly Option<string?> _truth = new("--truth") { Description = "Write the ground truth of the run to this file when it ends, as CSV", HelpName = "FILE" };

    public RunCommand(TextWriter output, TimeProvider time) : base("run", "Simulate a building with people in it, from now until stopped")
    {
        (_output, _time) = (output, time);
        _fleet = new FleetArguments(this);
        _building = new BuildingArguments(this);
        _start.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.GetValue(_start) is { } start && StartMoment.IsDate(start) && !BuildingClock.Supports(DateTime.Parse(start, CultureInfo.InvariantCulture)))
                result.AddError($"--start \"{start}\" is not between {BuildingClock.FirstYear} and {BuildingClock.LastYear}");
        });
        _days.Within(0, MostDays);
        _reportSeconds.Within(1, 3_600);
        _truth.NotEmpty();
        Options.Add(_start);
        Options.Add(_days);
        Options.Add(_reportSeconds);
        Options.Add(_speed);
        Options.Add(_truth);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var running = _fleet.Start(parsed, _output, _time, stop);
        var options = new SimulationOptions
        {
            Building = Building(parsed),
            Fleet = _fleet.Read(parsed),
            Start = parsed.GetValue(_start)!,
            HistoryDays = parsed.GetValue(_days),
            Speed = parsed.GetValue(_speed),
        };
        using var truth = parsed.GetValue(_truth) is { } file ? _building.Output(parsed, file) : null;
        await using var simulation = new Simulation(options, _time, running.Loggers);
        await _output.WriteLineAsync($"{BuildingDescription.OneLine(simulation.Plan)} · data in {options.Fleet.DataDirectory}");
        await _output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Readings begin at {simulation.Now:yyyy-MM-dd HH:mm}Z; for the people that is {simulation.LocalTime:dddd, yyyy-MM-dd HH:mm}"));
        if (WorkCalendar.China.Warning(simulation.LocalTime, simulation.Start.Clock.Local(_time.GetUtcNow())) is { } warning)
            await _output.WriteLineAsync(warning);
        if (simulation.Continues && (options.HistoryDays > 0 || StartMoment.IsDate(options.Start)))
        {
            await _output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"This data directory has lived until then already: {(options.HistoryDays > 0 ? $"--days {options.HistoryDays}" : $"--start {options.Start}")} begins no earlier"));
        }
        await running.RunAsync(simulation.RunAsync, () => Progress(simulation));
        if (truth is not null)
            await WriteTruthAsync(simulation, truth, parsed.GetValue(_truth)!);
        return 0;
    }

    private BuildingPlan Building(ParseResult parsed)
    {
        var plan = _building.Read(parsed);
        return parsed.GetValue(_reportSeconds) is { } seconds ? plan with { Signals = plan.Signals with { MeterSeconds = seconds } } : plan;
    }

    private async Task WriteTruthAsync(Simulation simulation, TruthFile truth, string file)
    {
        var written = truth.Write(TruthLog.Of(simulation.Plan, simulation.Plan.Seed, simulation.Start.Clock, simulation.Began, simulation.Now));
        await _output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file}: {written:N0} records"));
    }

    private static string Progress(Simulation simulation)
    {
        var fleet = simulation.Fleet.Progress;
        if (simulation.CatchUp.IsBehind(simulation.Now))
            return Past(simulation, fleet);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"gateways {fleet.Connected}/{fleet.Gateways} · people {simulation.PeopleAtDesks} · readings {fleet.ReadingsMade:N0} · backlog {fleet.Backlog:N0} batches{Lost(fleet.ReadingsLost)} · their clock {simulation.LocalTime:ddd HH:mm:ss}");
    }

    private static string Past(Simulation simulation, FleetProgress fleet)
    {
        var (now, past) = (simulation.Now, simulation.CatchUp);
        var left = past.Left(now) is { } time ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):N0} s") : "?";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"gateways {fleet.Connected}/{fleet.Gateways} · history at {simulation.LocalTime:ddd, d MMM yyyy HH:mm} ({past.Share(now):P0}, {left} left) · readings {fleet.ReadingsMade:N0} ({fleet.ReadingsMade / Math.Max(1, past.Taken.TotalSeconds):N0}/s) · backlog {fleet.Backlog:N0} batches{Lost(fleet.ReadingsLost)}");
    }

    private static string Lost(long readings) => readings == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" · LOST {readings:N0} readings (disk)");
}
