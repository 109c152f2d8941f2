using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Settings;

namespace OpcSpaces.Gateway;

/// <summary>The agent's command line. Exit codes: 0 stopped or fine, 1 the agent failed, 2 the configuration or the command line has faults.</summary>
internal static class GatewayCommandLine
{
    internal const int ConfigurationFaults = 2;

    private const string Description = """
        The OpcSpaces gateway agent: senses, keeps every reading on disk until the cloud has it, and speaks Sparkplug B.

        Examples:
          opcspaces-gateway --config /etc/opcspaces/gateway.json           run until SIGTERM or Ctrl-C
          opcspaces-gateway --config gateway.json --check                  look for faults and do nothing else
          opcspaces-gateway --config gateway.json --verbose                log every session and go-back
        """;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var config = new Option<string>("--config") { Description = "The gateway's configuration, JSON with comments.", Required = true, HelpName = "FILE" };
        var check = new Option<bool>("--check") { Description = "List every fault of the configuration and stop." };
        var verbose = new Option<bool>("--verbose") { Description = "Log more." };
        var command = new RootCommand(Description) { config, check, verbose };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(config)!, parsed.GetValue(check), parsed.GetValue(verbose), stop));
        var result = command.Parse(arguments);
        // The host itself ends on signals; it may need its time to tell the cloud goodbye.
        var code = await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
        return result.Errors.Count > 0 ? ConfigurationFaults : code;
    }

    private static async Task<int> RunAsync(string path, bool check, bool verbose, CancellationToken stop)
    {
        GatewayConfig config;
        try
        {
            config = GatewayConfigFile.Read(path, FaultsHere);
        }
        catch (SettingsException e)
        {
            Console.Error.WriteLine($"{path} has {e.Faults.Count} fault(s):");
            foreach (var fault in e.Faults) Console.Error.WriteLine(fault);
            return ConfigurationFaults;
        }

        if (check)
        {
            Console.WriteLine($"{path}: {config.Gateway} of {config.Group}, {config.Zones.Count} zones, {config.Zones.Sum(zone => zone.Points.Count)} points, no faults");
            return 0;
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Information);
        builder.Services.AddGatewayAgent(config);
        await builder.Build().RunAsync(stop);
        return Environment.ExitCode;
    }

    // What this program cannot do, other than an agent in somebody else's process.
    private static IEnumerable<SettingsFault> FaultsHere(GatewayConfig config)
    {
        if (config.Pins.Socket.Length == 0) yield return new SettingsFault("pins.socket", "missing", "name the socket of the signals");
        foreach (var (index, zone) in config.Zones.Index())
        {
            foreach (var (number, chip) in zone.Points.Index().Where(point => point.Item is BusPointConfig))
                yield return new SettingsFault($"zones[{index}].points[{number}].sensor", $"a chip at {chip.Point}", $"the driver \"{PinsConfig.Signals}\" has no buses: leave it out");
        }

        if (config.ReadsCards && config.Badges.KeyFile.Length > 0)
        {
            foreach (var fault in BadgeKeyFile.Faults(config.Badges.KeyFile)) yield return fault;
        }
    }
}
