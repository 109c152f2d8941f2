using System.CommandLine;
using System.Globalization;
using OpcSpaces.CommandLine;
using OpcSpaces.FirmwareSim.People.Calendar;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.FirmwareSim.Truth;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>truth</c>: exports what really happens in the building as CSV, without running anything.</summary>
internal sealed class TruthCommand : Command
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    private static readonly DateTime End = new(BuildingClock.LastYear, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly TextWriter _output;
    private readonly BuildingArguments _building;

    private readonly Option<DateTime?> _from = ArgumentRules.Option<DateTime?>("--from", "WHEN", "Start of the export: a date or time of the building's clock, such as 2026-03-02 or 2026-03-02T08:00", ReadMoment);

    private readonly Option<DateTime?> _to = ArgumentRules.Option<DateTime?>("--to", "WHEN", "End of the export, written as --from", ReadMoment);

    private readonly Option<int?> _days = ArgumentRules.Option("--days", "N", "Number of days to export, instead of --to", ArgumentRules.Whole(1, RunCommand.MostDays), 1);

    private readonly Option<string?> _out = ArgumentRules.Option<string?>("--out", "FILE", "CSV file to write [default: standard output]", ArgumentRules.OutputFile);

    public TruthCommand(TextWriter output) : base("truth", """
        Export the ground truth as CSV: who was where, what else moved there, entries, doors, energy, faults and frauds

        Examples:
          opcspaces-sim truth --building office --from 2026-03-02
          opcspaces-sim truth --building nanshan-10000 --faults frauds --from 2026-03-02 --days 7 --out truth.csv
          opcspaces-sim truth --desks 50 --from 2026-03-02T08:00 --to 2026-03-02T18:00 --out truth.csv
        """)
    {
        _output = output;
        _building = new BuildingArguments(this);
        _from.Required = true;
        foreach (var option in new Option[] { _from, _to, _days, _out })
            Options.Add(option);
        SetAction(Export);
    }

    private int Export(ParseResult parsed)
    {
        var (from, to) = Times(parsed);
        var plan = _building.Read(parsed);
        var clock = new BuildingClock(plan.UtcOffset);
        if (WorkCalendar.China.Warning(from, to.AddTicks(-1)) is { } warning)
            parsed.InvocationConfiguration.Error.WriteLine(warning);
        var records = TruthLog.Of(plan, plan.Seed, clock, Instant(from, clock), Instant(to, clock));
        if (parsed.GetValue(_out) is not { } file)
        {
            TruthCsv.Write(records, _output);
            return 0;
        }
        using var truth = _building.Output(parsed, "--out", file);
        var written = truth.Write(records);
        _output.WriteLine($"{Terminal.Printable(file)}: {Terminal.Count(written, "record")}");
        return 0;
    }

    private (DateTime From, DateTime To) Times(ParseResult parsed)
    {
        var from = parsed.GetRequiredValue(_from)!.Value;
        if (parsed.GetValue(_to) is { } end)
        {
            if (parsed.GetResult(_days) is { Implicit: false })
                throw new CommandLineException($"--to {Typed(parsed, _to)} and --days {Typed(parsed, _days)} exclude each other: give one of them");
            return end > from ? (from, end)
                : throw new CommandLineException($"--to {Typed(parsed, _to)} is not after --from {Typed(parsed, _from)}: give a later end");
        }
        var days = parsed.GetValue(_days)!.Value;
        if (days > (End - from).TotalDays)
            throw new CommandLineException(string.Create(CultureInfo.InvariantCulture, $"--days \"{days}\" after --from {Typed(parsed, _from)} ends after {End.AddDays(-1):yyyy-MM-dd}, the last day that can be simulated: give fewer days, or an earlier --from"));
        return (from, from.AddDays(days));
    }

    private static string Typed(ParseResult parsed, Option option) => Terminal.Quote(parsed.GetResult(option)!.Tokens[^1].Value);

    private static DateTimeOffset Instant(DateTime local, BuildingClock clock) => clock.Instant(DateOnly.FromDateTime(local), local.TimeOfDay.TotalSeconds);

    private static string? ReadMoment(string text, out DateTime? moment)
    {
        moment = null;
        if (!DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return "is not a date or time: give one such as 2026-03-02 or 2026-03-02T08:00";
        moment = local;
        return BuildingClock.Supports(local) ? null : $"is not in the years {BuildingClock.FirstYear} to {BuildingClock.LastYear - 1}: give a date in them";
    }
}
