using System.CommandLine;
using System.Globalization;
using OpcSpaces.CommandLine;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.People.Calendar;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.FirmwareSim.Truth;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>run</c>: simulates a building until it is stopped.</summary>
internal sealed class RunCommand : Command
{
    internal const int MostDays = 3_660;

    private readonly TextWriter _output;
    private readonly ClockOption _clock;
    private readonly FleetArguments _fleet;
    private readonly BuildingArguments _building;

    private readonly Option<string?> _start = ArgumentRules.Option<string?>(
        "--start", "WHEN",
        "When the simulation begins: now, auto, an hour or a past date. With an hour such as 10:00, the people behave as at this hour, and the readings have the current time. "
            + "auto means now during working hours, else 10:00. With a date such as 2026-03-02T08:00, the readings begin there",
        ReadStart, StartMoment.Now);

    private readonly Option<int?> _days = ArgumentRules.Option(
        "--days", "N", "First simulate this many days before now, as fast as possible. Days that the data directory already has are not simulated again", ArgumentRules.Whole(0, MostDays), 0);

    private readonly Option<int?> _reportSeconds = ArgumentRules.Option(
        "--report-seconds", "SECONDS", "Shortest time between two reports of a meter [default: from the building's description]", ArgumentRules.Whole(1, 3_600));

    private readonly Option<double?> _speed = FleetArguments.SpeedOption(
        "1 is real time. Another N begins a week ago (or at --start) and runs N times faster until it reaches now; 0 or max runs as fast as possible", 1);

    private readonly Option<string?> _truth = ArgumentRules.Option<string?>("--truth", "FILE", "Write the ground truth of this run to a CSV file when it ends", ArgumentRules.OutputFile);

    public RunCommand(TextWriter output, TimeProvider time) : base("run", """
        Simulate a building with people in it until it is stopped

        Examples:
          opcspaces-sim run --data ./sim --broker 127.0.0.1:1883
          opcspaces-sim run --data ./sim --start 10:00 --for 60
          opcspaces-sim run --data ./sim --days 30
          opcspaces-sim run --data ./sim --desks 200 --gateways 6 --speed 60 --start 2026-03-02T08:00
          opcspaces-sim run --data ./sim --building nanshan-10000 --faults frauds --truth truth.csv
        """)
    {
        _output = output;
        _fleet = new FleetArguments(this);
        _building = new BuildingArguments(this);
        _clock = new ClockOption(this, time);
        foreach (var option in new Option[] { _start, _days, _reportSeconds, _speed, _truth })
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var (start, days, time) = (parsed.GetValue(_start)!, parsed.GetValue(_days)!.Value, _clock.Read(parsed));
        if (days > 0 && StartMoment.IsDate(start))
            throw new CommandLineException($"--days \"{days}\" and --start {Terminal.Quote(start)} exclude each other: give one of them");
        var plan = Building(parsed);
        if (StartMoment.Parse(start, time.GetUtcNow(), new BuildingClock(plan.UtcOffset), TimeSpan.Zero) is null)
            throw new CommandLineException($"--start {Terminal.Quote(start)} is in the future: give a past date, an hour, now or auto");
        using var truth = parsed.GetValue(_truth) is { } file ? _building.Output(parsed, "--truth", file) : null;
        var options = new SimulationOptions { Building = plan, Fleet = _fleet.Read(parsed), Start = start, HistoryDays = days, Speed = parsed.GetValue(_speed)!.Value };
        using var running = _fleet.Start(parsed, _output, time, stop);
        await using var simulation = new Simulation(options, time, running.Loggers);
        if (simulation.Began > time.GetUtcNow() + Simulation.LongestReserved)
            throw new CommandLineException(string.Create(CultureInfo.InvariantCulture, $"--data {Terminal.Quote(options.Fleet.DataDirectory)} is already simulated up to {simulation.Began:yyyy-MM-dd HH:mm}Z, which is after now: wait until then, give the clock that it was simulated with (--clock-ahead), or another directory"));
        await _output.WriteLineAsync($"{BuildingDescription.OneLine(simulation.Plan)} · data in {options.Fleet.DataDirectory}");
        await _output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"The readings begin at {simulation.Now:yyyy-MM-dd HH:mm}Z; the people's clock shows {simulation.LocalTime:dddd, yyyy-MM-dd HH:mm}"));
        if (WorkCalendar.China.Warning(simulation.LocalTime, simulation.Start.Clock.Local(time.GetUtcNow())) is { } warning)
            await _output.WriteLineAsync(warning);
        if (simulation.Continues && (options.HistoryDays > 0 || StartMoment.IsDate(options.Start)))
        {
            await _output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"The data directory is already simulated up to this time; {(options.HistoryDays > 0 ? $"--days {options.HistoryDays}" : $"--start {options.Start}")} does not begin earlier"));
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
        await _output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file}: {Terminal.Count(written, "record")}"));
    }

    private static string Progress(Simulation simulation)
    {
        var fleet = simulation.Fleet.Progress;
        if (simulation.CatchUp.IsBehind(simulation.Now))
            return Past(simulation, fleet);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"gateways {fleet.Connected}/{fleet.Gateways} · people {simulation.PeopleAtDesks} · readings {fleet.ReadingsMade:N0} · backlog {Terminal.Count((long)fleet.Backlog, "batch")}{Lost(fleet.ReadingsLost)} · people's clock {simulation.LocalTime:ddd HH:mm:ss}");
    }

    private static string Past(Simulation simulation, FleetProgress fleet)
    {
        var (now, past) = (simulation.Now, simulation.CatchUp);
        var left = past.Left(now) is { } time ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):N0} s") : "?";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"gateways {fleet.Connected}/{fleet.Gateways} · history at {simulation.LocalTime:ddd, d MMM yyyy HH:mm} ({past.Share(now):P0}, {left} left) · readings {fleet.ReadingsMade:N0} ({fleet.ReadingsMade / Math.Max(1, past.Taken.TotalSeconds):N0}/s) · backlog {Terminal.Count((long)fleet.Backlog, "batch")}{Lost(fleet.ReadingsLost)}");
    }

    private static string? ReadStart(string text, out string? start)
    {
        start = text;
        if (StartMoment.IsDate(text))
            return BuildingClock.Supports(DateTime.Parse(text, CultureInfo.InvariantCulture)) ? null : $"is not in the years {BuildingClock.FirstYear} to {BuildingClock.LastYear - 1}: give a date in them";
        return StartMoment.IsWord(text) ? null : "is not a start: give now, auto, an hour such as 10:00, or a past date such as 2026-03-02T08:00";
    }

    private static string Lost(long readings) => readings == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" · LOST {readings:N0} readings (disk)");
}
