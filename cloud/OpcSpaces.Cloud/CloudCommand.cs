using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud;

/// <summary>The command line of the cloud. Exit codes: 0 stopped when asked or no faults, 1 ended by a failure, 2 faults in the settings or the command line.</summary>
internal static class CloudCommand
{
    internal const int HasFaults = 2;
    private const string Name = "opcspaces-cloud";

    // The journal finishes its commit and the live state is saved. That takes seconds when the disk is slow.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private const string Description = """
        OpcSpaces cloud: stores the gateways' batches in the journal and shows the floors live.

        Every option can also be a setting of a settings file (JSON with comments), which has more: TLS and user of the broker,
        communities to listen to, sizes and times. Options override the file. cloud/OpcSpaces.Cloud/settings.sample.jsonc has
        every setting with its default and its range.

        Examples:
          opcspaces-cloud --data /var/lib/opcspaces --community community.json
          opcspaces-cloud --data ./data --port 9000 --influx http://127.0.0.1:8086?db=opcspaces
          opcspaces-cloud --settings /etc/opcspaces/cloud.jsonc
          opcspaces-cloud --settings cloud.jsonc --check         list every fault and stop
          opcspaces-cloud --settings cloud.jsonc --port 9000     the file, but another port
        """;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken stop = default)
    {
        var parsed = Create(output, error).Parse(arguments);
        if (parsed.Errors.Count > 0)
            return Refuse(error, [.. parsed.Errors.Select(fault => fault.Message.TrimEnd('.')).Distinct().Select(message => $"{message} (see {Name} --help)")]);
        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = LongestStop }, stop);
    }

    /// <summary>Writes each line for people to <paramref name="error"/>.</summary>
    internal static int Refuse(TextWriter error, IEnumerable<string> lines, int code = HasFaults)
    {
        foreach (var line in lines) error.WriteLine($"{Name}: {line}");
        return code;
    }

    private static int? ReadPort(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port)) return port;
        result.AddError($"--port: \"{string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter))}\" is not a whole number: use 1 to 65535");
        return null;
    }

    private static RootCommand Create(TextWriter output, TextWriter error)
    {
        var defaults = new CloudOptions();
        var settings = new Option<string?>("--settings") { Description = "Settings file, JSON with comments.", HelpName = "FILE" };
        var check = new Option<bool>("--check") { Description = "List every fault of the settings and stop: exit code 0 for none, 2 for some." };
        var data = new Option<string?>("--data") { Description = "Directory of the journal, the projections and the embedded series; created when missing. Required here or in the settings file.", HelpName = "DIR" };
        var port = new Option<int?>("--port") { Description = $"Port of the page and the HTTP API. [default: {defaults.Port}]", HelpName = "N", CustomParser = ReadPort };
        var listen = new Option<string?>("--listen") { Description = $"IP address of the page. It has no sign-in: keep it on loopback, or behind a proxy that has one. [default: {defaults.Listen}]", HelpName = "ADDRESS" };
        var broker = new Option<string?>("--broker") { Description = $"MQTT broker. [default: {defaults.Broker.Host}:{defaults.Broker.Port}]", HelpName = "HOST:PORT" };
        var hostId = new Option<string?>("--host-id") { Description = $"Sparkplug host id that the gateways wait for. [default: {defaults.HostId}]", HelpName = "ID" };
        var influx = new Option<string?>("--influx") { Description = "Write the series to InfluxDB instead of the embedded store: http://HOST:8086?db=NAME for 1.x, https://HOST?org=ORG&bucket=BUCKET for 2.x and 3.x. Further options: writer=own|client, reader=influxql|flux, retentionDays=N.", HelpName = "URL" };
        var token = new Option<string?>("--influx-token-file") { Description = "File with the InfluxDB token (2.x, 3.x), or with user:password (1.x).", HelpName = "FILE" };
        var community = new Option<string[]>("--community") { Description = "File with a community's floors, zones and desks; may be given several times. Without it the page arranges what the gateways introduce.", HelpName = "FILE" };
        var root = new RootCommand(Description) { settings, check, data, port, listen, broker, hostId, influx, token, community };
        root.SetAction((parsed, stop) => RunAsync(
            parsed.GetValue(settings),
            new CommandLineSettings
            {
                DataDirectory = parsed.GetValue(data),
                Port = parsed.GetValue(port),
                Listen = parsed.GetValue(listen),
                Broker = parsed.GetValue(broker),
                HostId = parsed.GetValue(hostId),
                Influx = parsed.GetValue(influx),
                InfluxTokenFile = parsed.GetValue(token),
                CommunityFiles = parsed.GetValue(community) ?? [],
            },
            parsed.GetValue(check),
            output,
            error,
            stop));
        return root;
    }

    private static async Task<int> RunAsync(string? file, CommandLineSettings commandLine, bool check, TextWriter output, TextWriter error, CancellationToken stop)
    {
        CloudOptions options;
        try
        {
            options = CloudSettings.Load(file, commandLine, (rules, complete) => DiskRules.Check(rules, complete, create: !check));
        }
        catch (SettingsException e)
        {
            return Refuse(error, e.Lines);
        }

        if (!check) return await CloudHost.RunAsync(options, error, stop);
        output.WriteLine($"{file ?? "command line"}: no faults");
        foreach (var missing in options.CommunityFiles.Where(path => !File.Exists(path)))
            output.WriteLine($"{missing} does not exist yet: until it does, the page arranges what the gateways introduce");
        return 0;
    }
}
