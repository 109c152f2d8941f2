using System.CommandLine;

namespace OpcSpaces.Cloud;

/// <summary>The command line: <c>opcspaces-cloud --data DIR [--port N] …</c>. Bad options end with exit code 2 and one line each.</summary>
internal static class CloudCommand
{
    public static RootCommand Create()
    {
        var defaults = new CloudOptions();
        var data = new Option<string>("--data") { Description = "Directory of the journal, the projections and the embedded series; created when missing.", HelpName = "DIR", Required = true };
        var port = new Option<int>("--port") { Description = "Port of the page and the HTTP API.", HelpName = "N", DefaultValueFactory = _ => defaults.Port };
        var listen = new Option<string>("--listen") { Description = "Address to listen on. The page asks nobody who they are: keep it on loopback or behind a proxy that does.", HelpName = "ADDRESS", DefaultValueFactory = _ => defaults.Listen };
        var broker = new Option<string>("--broker") { Description = "MQTT broker.", HelpName = "HOST:PORT", DefaultValueFactory = _ => defaults.Broker };
        var hostId = new Option<string>("--host-id") { Description = "Sparkplug host id that the gateways wait for.", HelpName = "ID", DefaultValueFactory = _ => defaults.HostId };
        var influx = new Option<string?>("--influx") { Description = "Write the series to InfluxDB instead of the embedded store: http://HOST:8086?db=NAME for 1.x, https://HOST?org=ORG&bucket=BUCKET for 2.x and 3.x. Further options: writer=own|client, reader=influxql|flux, retentionDays=N.", HelpName = "URL" };
        var token = new Option<string?>("--influx-token-file") { Description = "File that holds the InfluxDB token (2.x, 3.x).", HelpName = "FILE" };
        var community = new Option<string?>("--community") { Description = "Description of floors, zones and desks; without it the page arranges what the gateways introduce.", HelpName = "FILE" };

        var root = new RootCommand(
            """
            OpcSpaces cloud: takes the gateways' batches from the broker into the journal, and shows the floors live.

            Examples:
              opcspaces-cloud --data /var/lib/opcspaces --community community.json
              opcspaces-cloud --data ./data --port 9000 --influx http://127.0.0.1:8086?db=opcspaces
            """)
        {
            data, port, listen, broker, hostId, influx, token, community,
        };
        root.SetAction((parsed, cancelled) => CloudHost.RunAsync(
            new CloudOptions
            {
                DataDirectory = parsed.GetRequiredValue(data),
                Port = parsed.GetValue(port),
                Listen = parsed.GetValue(listen)!,
                Broker = parsed.GetValue(broker)!,
                HostId = parsed.GetValue(hostId)!,
                Influx = parsed.GetValue(influx),
                InfluxTokenFile = parsed.GetValue(token),
                CommunityFile = parsed.GetValue(community),
            },
            cancelled));
        return root;
    }
}
