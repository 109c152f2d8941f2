using System.CommandLine;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;

namespace OpcSpaces.Cloud.PrivacyCommands;

/// <summary>The command <c>privacy</c>: show, run.</summary>
internal static class PrivacyCommand
{
    private const string Program = "opcspaces-cloud";

    private const string Description = """
        What is deleted because its retention has ended: content of batches, series, messages that could not be understood,
        the access log, alarms, usage records. How long each is kept is in the settings (privacy). The running cloud deletes what is due,
        every hour where the settings say nothing else, and logs every deletion. These commands only read, and work beside it.

        Examples:
          opcspaces-cloud privacy show --data ./data                what was deleted, newest first
          opcspaces-cloud privacy run --dry-run --data ./data       what is due now
        """;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var places = new DataPlaces();
        return new Command("privacy", Description) { Show(places, output, error), Run(places, output, error) };
    }

    private static Command Show(DataPlaces places, TextWriter output, TextWriter error)
    {
        var most = ArgumentRules.Option("--most", "N", "How many entries, newest first [default: 50]", ArgumentRules.Whole(1, 100_000), 50);
        var command = new Command("show", "Show the log of deletions") { most };
        places.AddTo(command);
        command.SetAction(parsed => Terminal.Say(output, error, Program, PrivacyReading.Show(places.Load(parsed), parsed.GetValue(most)!.Value)));
        return command;
    }

    private static Command Run(DataPlaces places, TextWriter output, TextWriter error)
    {
        var dryRun = ArgumentRules.Flag("--dry-run", "Required: only say what is due. The running cloud is what deletes it");
        var command = new Command("run", "Show what a run would delete now") { dryRun };
        places.AddTo(command);
        command.SetAction(parsed => Terminal.Say(output, error, Program, parsed.GetValue(dryRun)
            ? PrivacyReading.Due(places.Load(parsed))
            : new CommandAnswer(ExitCode.Wrong, ["the running cloud deletes what is due by itself (setting privacy.everyMinutes): add --dry-run to see what that is"])));
        return command;
    }
}
