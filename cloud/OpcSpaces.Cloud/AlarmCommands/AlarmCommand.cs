using System.CommandLine;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;

namespace OpcSpaces.Cloud.AlarmCommands;

/// <summary>The command <c>alarms</c>: list, show, acknowledge.</summary>
internal static class AlarmCommand
{
    private const string Program = "opcspaces-cloud";

    private const string Description = """
        What is wrong, since when, and who takes care: alarms of all communities and of the cloud itself.

        The running cloud judges each minute and raises and clears alarms. These commands work beside it; what they acknowledge is told
        to the channels of the community. cloud/OpcSpaces.Alarms/README.md says when each kind is raised.

        Examples:
          opcspaces-cloud alarms list --data ./data                          open ones, newest first
          opcspaces-cloud alarms list --state cleared --most 20 --data ./data
          opcspaces-cloud alarms list --community nanshan-hub --data ./data
          opcspaces-cloud alarms show 20261130T091500000-3fa1c2d4e50b6a7988f0e1d2c3b4a596 --data ./data
          opcspaces-cloud alarms acknowledge 20261130T091500000-3fa1c2d4e50b6a7988f0e1d2c3b4a596 --note "somebody is on the way" --data ./data
          opcspaces-cloud alarms list --settings /etc/opcspaces/cloud.jsonc   alarms in PostgreSQL
        """;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var places = new DataPlaces();
        return new Command("alarms", Description) { List(places, output, error), Show(places, output, error), Acknowledge(places, output, error) };
    }

    private static Command List(DataPlaces places, TextWriter output, TextWriter error)
    {
        var state = ArgumentRules.Option<AlarmChoice?>("--state", "STATE", "Which ones: open (with those that somebody takes care of), acknowledged, cleared or all [default: open]", Choice, AlarmChoice.Open);
        var community = ArgumentRules.Option<string?>("--community", "ID", "Only those of this community", ArgumentRules.Id(mayBeEmpty: false));
        var most = ArgumentRules.Option("--most", "N", "How many at most [default: 50]", ArgumentRules.Whole(1, 100_000), 50);
        var command = new Command("list", "Show alarms, newest first") { state, community, most };
        places.AddTo(command);
        command.SetAction(parsed => Terminal.Say(output, error, Program, AlarmWork.List(places.Load(parsed), parsed.GetValue(community), parsed.GetValue(state)!.Value, parsed.GetValue(most)!.Value)));
        return command;
    }

    private static Command Show(DataPlaces places, TextWriter output, TextWriter error)
    {
        var alarm = Alarm();
        var command = new Command("show", "Show an alarm with everything that happened to it") { alarm };
        places.AddTo(command);
        command.SetAction(parsed => Terminal.Say(output, error, Program, AlarmWork.Show(places.Load(parsed), parsed.GetValue(alarm)!)));
        return command;
    }

    private static Command Acknowledge(DataPlaces places, TextWriter output, TextWriter error)
    {
        var alarm = Alarm();
        var note = ArgumentRules.Option<string?>("--note", "TEXT", "What is done about it", Note);
        var command = new Command("acknowledge", "Say that somebody takes care of an alarm. It stays open until its condition is gone") { alarm, note };
        places.AddTo(command);
        command.SetAction(parsed => Terminal.Say(output, error, Program, AlarmWork.Acknowledge(places.Load(parsed), parsed.GetValue(alarm)!, parsed.GetValue(note))));
        return command;
    }

    private static Argument<string?> Alarm() => ArgumentRules.Argument<string?>("ALARM", "The id of an alarm, as list shows it", "the id of an alarm", Id);

    private static string? Id(string text, out string? value)
    {
        value = text;
        return string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl) ? "must be the id of an alarm, as list shows it" : null;
    }

    private static string? Note(string text, out string? value) =>
        AlarmNote.TryRead(text, out value) && value is not null ? null : $"must be a text of 1 to {AlarmNote.Longest} characters, without control characters";

    private static string? Choice(string text, out AlarmChoice? value)
    {
        value = Enum.GetValues<AlarmChoice>().Select(choice => (AlarmChoice?)choice).FirstOrDefault(choice => string.Equals($"{choice}", text, StringComparison.OrdinalIgnoreCase));
        return value is null ? "must be open, acknowledged, cleared or all" : null;
    }
}
