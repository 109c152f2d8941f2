using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using OpcSpaces.CommandLine;
using OpcSpaces.Edge.Config;

namespace OpcSpaces.Gateway;

/// <summary>
/// The command line of the program. Exit codes: 0 the agent was stopped, or no faults were found; 1 the agent failed (start it
/// again), or with <c>--check</c> a sensor did not answer; 2 the configuration or the command line has faults (starting it again does not help).
/// </summary>
internal static class GatewayCommandLine
{
    private const string Name = "opcspaces-gateway";

    private const string Description = $"""
        The OpcSpaces gateway agent. It reads sensors, keeps every reading on disk until the cloud has stored it, and sends the
        readings as Sparkplug B over MQTT.

        Examples:
          {Name} --config gateway.json --check              list every fault of the file; without faults try each sensor once, and exit
          {Name} --config /etc/opcspaces/gateway.json       run until SIGTERM or Ctrl-C
          {Name} --config gateway.json --verbose            also log sessions, births and repeated sending

        Exit codes: 0 stopped, or no faults and every sensor answered; 1 failed, start it again, or with --check a sensor did not
        answer; 2 faults in the file or in the arguments.
        In a clone of the repository: dotnet run --project edge/OpcSpaces.Gateway -- --config gateway.json
        """;

    public static Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var config = ArgumentRules.Option<string?>("--config", "FILE", "Configuration file of the gateway (JSON with comments)", ArgumentRules.ExistingFile("a configuration file"));
        config.Required = true;
        var check = ArgumentRules.Flag("--check", "List every fault of the configuration. Without faults, and with pins and buses (driver gpio) or simulated buses (pins.busSocket), try each sensor once. Then exit");
        var verbose = ArgumentRules.Flag("--verbose", "Log more");
        var command = new RootCommand(Description) { config, check, verbose };
        command.SetAction((parsed, stop) => parsed.GetValue(check)
            ? CheckAsync(parsed.GetValue(config)!, new TerminalWriter(output), stop)
            : RunAsync(parsed.GetValue(config)!, parsed.GetValue(verbose), stop));
        return new ProgramCommandLine(Name, command, output, error).RunAsync(arguments);
    }

    private static async Task<int> CheckAsync(string path, TextWriter output, CancellationToken stop)
    {
        var config = Read(path);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: no faults; gateway {config.Gateway} of {config.Group} with {Terminal.Count(config.Zones.Count, "zone")} and {Terminal.Count(config.Zones.Sum(zone => zone.Points.Count), "sensor")}"));
        if (GatewayAgentHosting.WaitForSync(config) is { TotalSeconds: > 0 and var seconds })
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"clock: while it is not synchronised, it counts as not set for at most {seconds} s after the machine's start"));
        return await SensorCheck.OfThisMachine.RunAsync(config, output, stop);
    }

    private static async Task<int> RunAsync(string path, bool verbose, CancellationToken stop)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddGatewayAgent(Read(path)).AddGatewayLogging(verbose);
        await builder.Build().RunAsync(stop);
        return Environment.ExitCode;
    }

    private static GatewayConfig Read(string path) => GatewayConfigFile.Read(path, MachineRules.Faults);
}
