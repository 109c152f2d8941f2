using System.CommandLine;
using OpcSpaces.Cloud.AccessCommands;
using OpcSpaces.Cloud.AlarmCommands;
using OpcSpaces.Cloud.PrivacyCommands;
using OpcSpaces.Cloud.RegistryCommands;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Cloud.UsageCommands;
using OpcSpaces.CommandLine;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud;

/// <summary>The command line of the cloud. Exit codes: 0 stopped when asked or no faults, 1 ended by a failure, 2 faults in the settings or the command line.</summary>
internal static class CloudCommand
{
    private const string Name = "opcspaces-cloud";

    private const string Description = """
        OpcSpaces cloud: stores the gateways' batches in the journal and shows the floors live. It brings its own MQTT broker.

        Every option can also be a setting of a settings file (JSON with comments), which has more: TLS and limits of the broker,
        communities to listen to, sizes and times. Options override the file. cloud/OpcSpaces.Cloud/settings.sample.jsonc has
        every setting with its default and its range.

        Examples:
          opcspaces-cloud --data /var/lib/opcspaces --community community.json
          opcspaces-cloud --data ./data --port 9000 --influx http://127.0.0.1:8086?db=opcspaces
          opcspaces-cloud --data ./data --broker 10.0.0.5:1883   another broker than the embedded one
          opcspaces-cloud --settings /etc/opcspaces/cloud.jsonc
          opcspaces-cloud --settings cloud.jsonc --check         list every fault and stop
          opcspaces-cloud --settings cloud.jsonc --port 9000     the file, but another port
          opcspaces-cloud access --help                          show accounts; make an administrator after a lost password
          opcspaces-cloud alarms --help                          show what is wrong, and say that somebody takes care
          opcspaces-cloud registry --help                        import, export and show communities, tenants, leases
          opcspaces-cloud privacy --help                         show what was deleted because its retention had ended, and what is due
          opcspaces-cloud usage --help                           show how a zone, a desk, a tenant used its space, and a day

        In a clone of the repository: dotnet run --project cloud/OpcSpaces.Cloud -- --data ./data
        """;

    public static Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken stop = default) =>
        new ProgramCommandLine(Name, Create(output, error), output, error).RunAsync(arguments, stop: stop);

    /// <summary>Writes each line for people to <paramref name="error"/>.</summary>
    internal static int Refuse(TextWriter error, IEnumerable<string> lines, int code = ExitCode.Wrong)
    {
        Terminal.Say(error, Name, string.Join('\n', lines));
        return code;
    }

    private static RootCommand Create(TextWriter output, TextWriter error)
    {
        var defaults = new CloudOptions();
        var settings = ArgumentRules.Option<string?>("--settings", "FILE", "Settings file (JSON with comments)", ArgumentRules.ExistingFile("a settings file"));
        var check = ArgumentRules.Flag("--check", "List every fault of the settings and exit: code 0 for none, 2 for some");
        var data = ArgumentRules.Option<string?>("--data", "DIR", "Directory for the journal, the projections and the embedded series; created if missing. Required here or in the settings file", ArgumentRules.DirectoryName);
        var port = ArgumentRules.Option("--port", "N", $"Port of the page and the HTTP API [default: {defaults.Port}]", ArgumentRules.Whole(1, 65_535));
        var listen = ArgumentRules.Option<string?>("--listen", "ADDRESS", $"IP address of the page. The connection is not encrypted: for others than this machine, put a proxy with https before it and set access.publicUrl [default: {defaults.Listen}]", ArgumentRules.IpAddress);
        var broker = ArgumentRules.Option<HostAndPort?>("--broker", "HOST:PORT", "Use this MQTT broker. Without it, the broker inside this program is used", ArgumentRules.Server);
        var brokerPort = ArgumentRules.Option("--broker-port", "N", $"Port of the embedded broker, which gateways connect to [default: {defaults.EmbeddedBroker.Port}]", ArgumentRules.Whole(1, 65_535));
        var brokerListen = ArgumentRules.Option<string?>("--broker-listen", "ADDRESS", $"IP address of the embedded broker. Who reaches it may publish anything: keep it on loopback, or set embeddedBroker.tls in a settings file [default: {defaults.EmbeddedBroker.Listen}]", ArgumentRules.IpAddress);
        var hostId = ArgumentRules.Option("--host-id", "ID", $"Sparkplug host id that gateways wait for [default: {defaults.HostId}]", ArgumentRules.Id(mayBeEmpty: false));
        var influx = ArgumentRules.Option<string?>("--influx", "URL", "Write the series to InfluxDB instead of the embedded store: http://HOST:8086?db=NAME for 1.x, https://HOST?org=ORG&bucket=BUCKET for 2.x and 3.x. Further parts of the URL: writer=own|client, reader=influxql|flux, retentionDays=N", InfluxAddress);
        var token = ArgumentRules.Option<string?>("--influx-token-file", "FILE", "File with the InfluxDB token (2.x, 3.x), or with user:password (1.x)", ArgumentRules.ExistingFile("a file with the token"));
        var community = ArgumentRules.Repeated("--community", "FILE", "File with a community's floors, zones and desks; may be given several times. Without it, the page draws a default plan of the desks that gateways announce", CommunityFile);
        var demo = ArgumentRules.Flag("--demo-visitor", "For a demonstration: sign in everybody at this machine as administrator. Refused unless --listen is a loopback address");
        var root = new RootCommand(Description) { settings, check, data, port, listen, broker, brokerPort, brokerListen, hostId, influx, token, community, demo, AccessCommand.Create(output, error), RegistryCommand.Create(output, error), UsageCommand.Create(output, error), PrivacyCommand.Create(output, error), AlarmCommand.Create(output, error) };
        root.SetAction((parsed, stop) => RunAsync(
            parsed.GetValue(settings),
            new CommandLineSettings
            {
                DataDirectory = parsed.GetValue(data),
                Port = parsed.GetValue(port),
                Listen = parsed.GetValue(listen),
                Broker = parsed.GetValue(broker),
                BrokerPort = parsed.GetValue(brokerPort),
                BrokerListen = parsed.GetValue(brokerListen),
                HostId = parsed.GetValue(hostId),
                Influx = parsed.GetValue(influx),
                InfluxTokenFile = parsed.GetValue(token),
                CommunityFiles = parsed.GetValue(community) ?? [],
                DemoVisitor = parsed.GetValue(demo),
            },
            parsed.GetValue(check),
            new TerminalWriter(output),
            error,
            stop));
        return root;
    }

    // Not quoted by the rule itself: it may hold a password.
    private static string? InfluxAddress(string text, out string? value)
    {
        value = text;
        return text.Any(char.IsControl) ? "contains a control character: give an address such as http://127.0.0.1:8086?db=opcspaces" : null;
    }

    // It may appear later.
    private static string? CommunityFile(string text, out string? value) => File.Exists(text)
        ? ArgumentRules.ExistingFile("a community file")(text, out value)
        : ArgumentRules.FileName(text, "a community file", out value);

    private static async Task<int> RunAsync(string? file, CommandLineSettings commandLine, bool check, TextWriter output, TextWriter error, CancellationToken stop)
    {
        CloudOptions options;
        try
        {
            options = CloudSettings.Load(file, commandLine, (rules, complete) => DiskRules.Check(rules, complete, create: !check));
        }
        catch (SettingsException e)
        {
            return Refuse(error, e.Faults.Select(CommandLineSettings.Sentence));
        }

        if (!check) return await CloudHost.RunAsync(options, error, stop);
        output.WriteLine($"{file ?? "command line"}: no faults");
        foreach (var missing in options.CommunityFiles.Where(path => !File.Exists(path)))
            output.WriteLine($"{missing} does not exist yet: until it does, the page draws a default plan of the desks that gateways announce");
        return ExitCode.Done;
    }
}
