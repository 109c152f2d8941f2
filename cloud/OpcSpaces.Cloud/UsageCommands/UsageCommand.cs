using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Cloud.UsageCommands;

/// <summary>The command <c>usage</c>: zone, desk, tenant, day, and rebuild.</summary>
internal static class UsageCommand
{
    private const string Program = "opcspaces-cloud";
    private const int FirstYear = 2012;
    private const int LastYear = 2999;

    private const string Description = """
        How space was really used: the facts of a zone, a desk, a tenant, or a day, from usage records and the registry.

        Every figure has its coverage (the known part of what it is about) and its interval (about the 10th to the 90th percentile).
        Below the least coverage it says "insufficient data" and no number. cloud/OpcSpaces.Model/README.md defines every figure.
        All but rebuild only read, and work beside a running cloud. Without dates it shows the last eight weeks before today, or all dates since its records began: ghost
        desks and desks that were never used need four weeks of data and more. Where a community has switched figures of single desks off, there are none here either.

        Examples:
          opcspaces-cloud usage zone open-3 --data ./data
          opcspaces-cloud usage zone open-3 --from 2026-03-01 --to 2026-03-31 --data ./data
          opcspaces-cloud usage desk open-3/desk/12 --data ./data
          opcspaces-cloud usage tenant t-0042 --community nanshan-hub --data ./data
          opcspaces-cloud usage day 2026-03-02 --data ./data --json
          opcspaces-cloud usage rebuild --data ./data                                 while the cloud does not run
          opcspaces-cloud usage zone open-3 --settings /etc/opcspaces/cloud.jsonc    stores in PostgreSQL
        """;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new Choices();
        var zone = Argument("ZONE", "The id of a zone, such as open-3", "the id of a zone");
        var desk = Argument("DESK", "A desk or a room with its zone, such as open-3/desk/12", "a desk, such as open-3/desk/12");
        var tenant = Argument("TENANT", "The id of a tenant, such as t-0042", "the id of a tenant");
        var day = ArgumentRules.Argument<DateOnly?>("DATE", "A date in the community's time zone, such as 2026-03-02", "a date, such as 2026-03-02", Date);
        return new Command("usage", Description)
        {
            Sub("zone", "Show how the desks and rooms of a zone were used, its energy and its doors", zone, UsageKind.Zone),
            Sub("desk", "Show how a desk or a room was used, date by date", desk, UsageKind.Desk),
            Sub("tenant", "Show how a tenant used what it leases", tenant, UsageKind.Tenant),
            Day(),
            Rebuild(),
        };

        Command Sub(string name, string description, Argument<string?> id, UsageKind kind)
        {
            var command = new Command(name, description) { id };
            options.AddTo(command, hasDates: true);
            command.SetAction(parsed => Say(options.Answer(parsed, kind, parsed.GetValue(id)!, parsed.GetValue(options.From), parsed.GetValue(options.To)), parsed.GetValue(options.Json), output, error));
            return command;
        }

        Command Rebuild()
        {
            var places = new DataPlaces();
            var command = new Command("rebuild", "Drop the usage records, also those of another journal; the next start of the cloud makes them again from its journal. Those of readings that have expired stay");
            places.AddTo(command);
            command.SetAction(parsed =>
            {
                var (code, line) = UsageRebuild.Run(places.Load(parsed));
                if (code == ExitCode.Done) new TerminalWriter(output).WriteLine(line);
                else Terminal.Say(error, Program, line);
                return code;
            });
            return command;
        }

        Command Day()
        {
            var command = new Command("day", "Show how every zone was used on one date") { day };
            options.AddTo(command, hasDates: false);
            command.SetAction(parsed => Say(options.Answer(parsed, UsageKind.Day, "", parsed.GetValue(day), parsed.GetValue(day)), parsed.GetValue(options.Json), output, error));
            return command;
        }
    }

    private static Argument<string?> Argument(string name, string description, string wanted) => ArgumentRules.Argument<string?>(name, description, wanted, Text);

    private static int Say(UsageAnswer answer, bool isJson, TextWriter output, TextWriter error)
    {
        if (answer.Report is not { } report)
        {
            Terminal.Say(error, Program, string.Join('\n', answer.Faults));
            return answer.Code;
        }

        var terminal = new TerminalWriter(output);
        if (isJson) terminal.WriteLine(JsonSerializer.Serialize(report, UsageJson.Default.UsageReport).ReplaceLineEndings("\n"));
        else foreach (var line in UsageText.Lines(report)) terminal.WriteLine(line);
        return answer.Code;
    }

    private static string? Text(string text, out string? value)
    {
        value = text;
        return string.IsNullOrWhiteSpace(text) ? "is empty: write an id" : text.Any(char.IsControl) ? "contains a control character: write it without" : null;
    }

    private static string? Date(string text, out DateOnly? value)
    {
        var isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        value = isDate ? date : null;
        if (!isDate) return "must be a date as year-month-day, such as 2026-03-01";
        return date.Year is >= FirstYear and <= LastYear ? null : $"must be a date from {FirstYear} to {LastYear}";
    }

    /// <summary>The options that all have.</summary>
    private sealed class Choices
    {
        private readonly DataPlaces _places = new();
        private readonly Option<string?> _community = ArgumentRules.Option<string?>("--community", "ID", "The community; required where the registry has several", ArgumentRules.Id(mayBeEmpty: false));
        private readonly Option<double?> _coverage = ArgumentRules.Option<double?>("--least-coverage", "N", "Below so many percent a figure is insufficient data [default: 95]", ArgumentRules.Number(0, 100, "percent"), 95);
        private readonly Option<int?> _ghost = ArgumentRules.Option("--ghost-workdays", "N", "A leased desk that is unused for so many workdays in a row is a ghost desk [default: 20]", ArgumentRules.Whole(1, 1_000), MetricRules.Default.GhostWorkdays);

        private readonly Option<int?> _never = ArgumentRules.Option("--never-used-dates", "N", "A desk without any use is called never used when it was observed on so many dates [default: 28]", ArgumentRules.Whole(1, 1_000), MetricRules.Default.NeverUsedDates);

        public Option<DateOnly?> From { get; } = ArgumentRules.Option<DateOnly?>("--from", "DATE", "The first date [default: 55 days before the last]", Date);

        public Option<DateOnly?> To { get; } = ArgumentRules.Option<DateOnly?>("--to", "DATE", "The last date [default: yesterday, or 55 days after the first]", Date);

        public Option<bool> Json { get; } = ArgumentRules.Flag("--json", "Write JSON, with shares from 0 to 1");

        public void AddTo(Command command, bool hasDates)
        {
            if (hasDates)
            {
                command.Options.Add(From);
                command.Options.Add(To);
            }

            foreach (var option in (Option[])[_community, _coverage, _ghost, _never, Json]) command.Options.Add(option);
            _places.AddTo(command);
        }

        public UsageAnswer Answer(ParseResult parsed, UsageKind kind, string id, DateOnly? from, DateOnly? to)
        {
            var rules = new MetricRules { LeastCoverage = parsed.GetValue(_coverage)!.Value / 100, GhostWorkdays = parsed.GetValue(_ghost)!.Value, NeverUsedDates = parsed.GetValue(_never)!.Value };
            var options = _places.Load(parsed);
            return UsageReading.Answer(options, new UsageQuestion(kind, id, parsed.GetValue(_community), from, to, rules), DataClock.Of(options.DataDirectory));
        }
    }
}
