using System.CommandLine;
using System.Globalization;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;

namespace OpcSpaces.Cloud.RegistryCommands;

/// <summary>The command <c>registry</c>: import, export, show, log, undo.</summary>
internal static class RegistryCommand
{
    private const string Program = "opcspaces-cloud";

    private const string Description = """
        Who has which space: communities, zones, desks, tenants, leases, and the audit trail of all changes.

        A community is a folder of CSV tables, a plan (GeoJSON) and community.jsonc; cloud/OpcSpaces.CommunityFolders/README.md
        has every column. import and undo also work while the cloud runs: then the running cloud carries them out.

        Examples:
          opcspaces-cloud registry import ./nanshan --data ./data --check
          opcspaces-cloud registry import ./nanshan --data ./data --who eva --why "leases of March"
          opcspaces-cloud registry import community.json --district nanshan --data ./data   a community file of the live page
          opcspaces-cloud registry export nanshan-hub ./nanshan --data ./data --xlsx nanshan.xlsx
          opcspaces-cloud registry show tenant t-0042 --data ./data
          opcspaces-cloud registry log --of l-0042-1 --from 2026-03-01 --data ./data
          opcspaces-cloud registry undo 12 --who eva --why "wrong file" --data ./data
          opcspaces-cloud registry log --settings /etc/opcspaces/cloud.jsonc                a registry in PostgreSQL
        """;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var places = new DataPlaces();
        var who = ArgumentRules.Option<string?>("--who", "NAME", "Who makes the change, for the audit trail [default: the account that runs this]", Text, Environment.UserName);
        return new Command("registry", Description)
        {
            Import(places, who, output, error), Export(places, output, error), Show(places, output, error), Log(places, output, error), Undo(places, who, output, error),
        };
    }

    private static Command Import(DataPlaces places, Option<string?> who, TextWriter output, TextWriter error)
    {
        var folder = ArgumentRules.Argument<string?>("FOLDER", "The community folder, or a community file (JSON) of the live page", "a community folder", FolderOrFile);
        var check = ArgumentRules.Flag("--check", "List every fault and what would change, and change nothing");
        var why = ArgumentRules.Option<string?>("--why", "TEXT", "Why, for the audit trail", Text, "import");
        var district = ArgumentRules.Option<string?>("--district", "ID", "For a community file, which does not say it: the district", ArgumentRules.Id(mayBeEmpty: false));
        var zone = ArgumentRules.Option<string?>("--time-zone", "NAME", "For a community file, which does not say it: the time zone [default: Asia/Shanghai]", Text);
        var command = new Command("import", "Import a community: all or nothing; the same again changes nothing") { folder, check, who, why, district, zone };
        places.AddTo(command);
        command.SetAction((parsed, stop) => ChangeAsync(places.Load(parsed), output, error, new RegistryRequest(parsed.GetValue(who)!, parsed.GetValue(why)!)
        {
            Import = Path.GetFullPath(parsed.GetValue(folder)!),
            CheckOnly = parsed.GetValue(check),
            District = parsed.GetValue(district),
            TimeZone = parsed.GetValue(zone),
        }, stop));
        return command;
    }

    private static Command Undo(DataPlaces places, Option<string?> who, TextWriter output, TextWriter error)
    {
        var version = ArgumentRules.Argument<int?>("VERSION", "The version to take back", "a version, as registry log shows it", ArgumentRules.Whole(1, int.MaxValue));
        var why = ArgumentRules.Option<string?>("--why", "TEXT", "Why, for the audit trail", Text, "undo");
        var command = new Command("undo", "Take a version back, where nobody has changed the same since") { version, who, why };
        places.AddTo(command);
        command.SetAction((parsed, stop) => ChangeAsync(places.Load(parsed), output, error, new RegistryRequest(parsed.GetValue(who)!, parsed.GetValue(why)!) { Undo = parsed.GetValue(version) }, stop));
        return command;
    }

    private static Command Export(DataPlaces places, TextWriter output, TextWriter error)
    {
        var community = ArgumentRules.Argument<string?>("COMMUNITY", "The id of the community", "the id of a community", ArgumentRules.Id(mayBeEmpty: false));
        var folder = ArgumentRules.Argument<string?>("FOLDER", "Is made when it is missing", "a folder to write", ArgumentRules.DirectoryName);
        var workbook = ArgumentRules.Option<string?>("--xlsx", "FILE", "Write a workbook of Excel too, with a sheet for each table", ArgumentRules.OutputFile);
        var delimiter = ArgumentRules.Option<string?>("--delimiter", "WORD", "Between the cells of CSV files: comma, semicolon or tab [default: comma]", ArgumentRules.OneOf(["comma", "semicolon", "tab"], "a delimiter"), "comma");
        var command = new Command("export", "Write a community as a folder, which can be imported again") { community, folder, workbook, delimiter };
        places.AddTo(command);
        command.SetAction(parsed => Say(
            RegistryReading.Export(places.Load(parsed), parsed.GetValue(community)!, parsed.GetValue(folder)!, parsed.GetValue(workbook), parsed.GetValue(delimiter) switch { "semicolon" => ';', "tab" => '\t', _ => ',' }), output, error));
        return command;
    }

    private static Command Show(DataPlaces places, TextWriter output, TextWriter error)
    {
        var kind = ArgumentRules.Argument<string?>("KIND", $"One of {string.Join(", ", RegistryText.Kinds.Keys)}", "a kind, such as tenant", ArgumentRules.OneOf([.. RegistryText.Kinds.Keys], "a kind"));
        var id = ArgumentRules.Argument<string?>("ID", "Its id, or its whole key, such as nanshan-hub/open-3/desk/12", "an id", Text);
        var community = ArgumentRules.Option<string?>("--community", "ID", "Only of this community", ArgumentRules.Id(mayBeEmpty: false));
        var command = new Command("show", "Show a row with all of its fields and its newest change") { kind, id, community };
        places.AddTo(command);
        command.SetAction(parsed => Say(RegistryReading.Show(places.Load(parsed), parsed.GetValue(kind)!, parsed.GetValue(id)!, parsed.GetValue(community)), output, error));
        return command;
    }

    private static Command Log(DataPlaces places, TextWriter output, TextWriter error)
    {
        var of = ArgumentRules.Option<string?>("--of", "ID", "Only what changed this row, with former and new values: an id or a whole key", Text);
        var from = ArgumentRules.Option<DateOnly?>("--from", "DATE", "Only changes since this day (UTC), such as 2026-03-01", Date);
        var most = ArgumentRules.Option("--most", "N", "How many versions, newest first [default: 50]", ArgumentRules.Whole(1, 100_000), 50);
        var command = new Command("log", "Show the audit trail: who changed what, when and why") { of, from, most };
        places.AddTo(command);
        command.SetAction(parsed => Say(RegistryReading.Log(places.Load(parsed), parsed.GetValue(of), parsed.GetValue(from), parsed.GetValue(most)!.Value), output, error));
        return command;
    }

    private static async Task<int> ChangeAsync(CloudOptions options, TextWriter output, TextWriter error, RegistryRequest request, CancellationToken stop) =>
        Say(await RegistryAccess.DoAsync(options, request, stop), output, error);

    private static int Say(CommandAnswer answer, TextWriter output, TextWriter error) => Terminal.Say(output, error, Program, answer);

    private static string? FolderOrFile(string text, out string? value)
    {
        value = text;
        return Directory.Exists(text) ? null : ArgumentRules.ExistingFile("a community folder")(text, out value);
    }

    private static string? Text(string text, out string? value)
    {
        value = text;
        return string.IsNullOrWhiteSpace(text) ? "is empty: write a text" : text.Any(char.IsControl) ? "contains a control character: write it without" : null;
    }

    private static string? Date(string text, out DateOnly? value)
    {
        var isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        value = isDate ? date : null;
        return isDate ? null : "must be a date as year-month-day, such as 2026-03-01";
    }
}
