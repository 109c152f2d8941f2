using System.CommandLine;
using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.People.Calendar;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.FirmwareSim.Truth;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>truth</c>: what really happens in the building, as CSV, without running anything.</summary>
internal sealed class TruthCommand : Command
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    private readonly TextWriter _output;
    private readonly BuildingArguments _building;

    private readonly Option<string> _from = new("--from") { Description = "A local date or moment, as 2026-03-02 or 2026-03-02T08:00", HelpName = "WHEN", Required = true };

    private readonly Option<string?> _to = new("--to") { Description = "The end, as --from; or say --days", HelpName = "WHEN" };

    private readonly Option<int> _days = new("--days") { Description = "How many days, without --to", HelpName = "N", DefaultValueFactory = _ => 1 };

    private readonly Option<string?> _out = new("--out") { Description = "The file to write [default: standard output]", HelpName = "FILE" };

    public TruthCommand(TextWriter output) : base("truth", "Export the ground truth of a time as CSV: who was where, entries, doors, energy, faults and frauds")
    {
        _output = output;
        _building = new BuildingArguments(this);
        _days.Within(1, RunCommand.MostDays);
        _out.NotEmpty();
        foreach (var option in new Option[] { _from, _to, _days, _out })
            Options.Add(option);
        SetAction(Export);
    }

    private int Export(ParseResult parsed)
    {
        if (parsed.GetValue(_to) is not null && parsed.GetResult(_days) is { Implicit: false })
            throw new BuildingException(["--to and --days exclude each other: say one of them"]);
        var plan = _building.Read(parsed);
        var clock = new BuildingClock(plan.UtcOffset);
        var from = Moment("--from", parsed.GetRequiredValue(_from), clock);
        var to = parsed.GetValue(_to) is { } text ? Moment("--to", text, clock) : from.AddDays(parsed.GetValue(_days));
        if (to <= from)
            throw new BuildingException([$"the truth from {parsed.GetValue(_from)} to {parsed.GetValue(_to)} is empty: name an end after the beginning"]);
        if (WorkCalendar.China.Warning(clock.Local(from), clock.Local(to.AddTicks(-1))) is { } warning)
            parsed.InvocationConfiguration.Error.WriteLine(warning);
        var records = TruthLog.Of(plan, plan.Seed, clock, from, to);
        if (parsed.GetValue(_out) is not { } file)
        {
            TruthCsv.Write(records, _output);
            return 0;
        }
        using var truth = _building.Output(parsed, file);
        var written = truth.Write(records);
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {written:N0} records"));
        return 0;
    }

    private static DateTimeOffset Moment(string option, string text, BuildingClock clock)
    {
        if (!DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            throw new BuildingException([$"{option} \"{text}\" is no date like 2026-03-02 and no moment like 2026-03-02T08:00"]);
        return BuildingClock.Supports(local)
            ? clock.Instant(DateOnly.FromDateTime(local), local.TimeOfDay.TotalSeconds)
            : throw new BuildingException([$"{option} \"{text}\" is not between {BuildingClock.FirstYear} and {BuildingClock.LastYear}"]);
    }
}
