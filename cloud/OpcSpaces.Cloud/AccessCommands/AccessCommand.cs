using System.CommandLine;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;

namespace OpcSpaces.Cloud.AccessCommands;

/// <summary>The command <c>access</c>: list, add-admin, revoke, log.</summary>
internal static class AccessCommand
{
    private const string Program = "opcspaces-cloud";

    private const string Description = """
        Who can sign in: accounts with their roles, and the log of sign-ins and changes.

        At its first start the cloud prints a link by which the first administrator is made. Everything else is done on its
        pages (Accounts). These commands are for the machine itself, such as after a lost password. They also work while the
        cloud runs; what they change takes effect within a minute.

        Examples:
          opcspaces-cloud access list --data ./data
          opcspaces-cloud access add-admin --data ./data            print a link that makes a further administrator, once
          opcspaces-cloud access revoke eva --data ./data           end an account, its sessions and its keys
          opcspaces-cloud access log --most 20 --data ./data
          opcspaces-cloud access list --settings /etc/opcspaces/cloud.jsonc    accounts in PostgreSQL
        """;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var places = new DataPlaces();
        return new Command("access", Description) { List(places, output, error), AddAdmin(places, output, error), Revoke(places, output, error), Log(places, output, error) };
    }

    private static Command List(DataPlaces places, TextWriter output, TextWriter error)
    {
        var command = new Command("list", "Show the accounts and their roles");
        places.AddTo(command);
        command.SetAction(async (parsed, _) => Say(await AccessWork.ListAsync(places.Load(parsed)), output, error));
        return command;
    }

    private static Command AddAdmin(DataPlaces places, TextWriter output, TextWriter error)
    {
        var command = new Command("add-admin", "Print a link that makes a further administrator; it works once, for some hours");
        places.AddTo(command);
        command.SetAction(async (parsed, _) => Say(await AccessWork.AddAdminAsync(places.Load(parsed)), output, error));
        return command;
    }

    private static Command Revoke(DataPlaces places, TextWriter output, TextWriter error)
    {
        var account = ArgumentRules.Argument<string?>("NAME", "The name that the account signs in with", "the name of an account", Text);
        var command = new Command("revoke", "End an account: nobody can sign in with it, its sessions and keys end, and its name is not used again") { account };
        places.AddTo(command);
        command.SetAction(async (parsed, _) => Say(await AccessWork.RevokeAsync(places.Load(parsed), parsed.GetValue(account)!), output, error));
        return command;
    }

    private static Command Log(DataPlaces places, TextWriter output, TextWriter error)
    {
        var most = ArgumentRules.Option("--most", "N", "How many entries, newest first [default: 50]", ArgumentRules.Whole(1, 100_000), 50);
        var command = new Command("log", "Show sign-ins, failed sign-ins, locks, and changes of accounts, keys and displays") { most };
        places.AddTo(command);
        command.SetAction(async (parsed, _) => Say(await AccessWork.LogAsync(places.Load(parsed), parsed.GetValue(most)!.Value), output, error));
        return command;
    }

    private static int Say(CommandAnswer answer, TextWriter output, TextWriter error) => Terminal.Say(output, error, Program, answer);

    private static string? Text(string text, out string? value)
    {
        value = text;
        return string.IsNullOrWhiteSpace(text) ? "is empty: write a name" : null;
    }
}
