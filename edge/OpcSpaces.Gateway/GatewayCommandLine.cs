using System.CommandLine;
using Microsoft.Extensions.Hosting;
using OpcSpaces.Edge.Config;
using OpcSpaces.Settings;

namespace OpcSpaces.Gateway;

/// <summary>
/// The command line of the program. Exit codes: 0 the agent was stopped, or no faults were found; 1 the agent failed (start it
/// again); 2 the configuration or the command line has faults (starting it again does not help).
/// </summary>
internal static class GatewayCommandLine
{
    internal const int Failure = 1;
    internal const int Unusable = 2;

    private const string Name = "opcspaces-gateway";

    private const string Description = $"""
        The OpcSpaces gateway agent. It reads sensors, keeps every reading on disk until the cloud has stored it, and sends the
        readings as Sparkplug B over MQTT.

        Examples:
          {Name} --config gateway.json --check              list every fault of the file, and exit
          {Name} --config /etc/opcspaces/gateway.json       run until SIGTERM or Ctrl-C
          {Name} --config gateway.json --verbose            also log sessions, births and repeated sending

        Exit codes: 0 stopped, or no faults; 1 failed, start it again; 2 faults in the file or in the arguments.
        """;

    // The agent stores what it has sensed, and tells the cloud that it leaves. That takes seconds when the disk is slow.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var config = new Option<string>("--config") { Description = "The configuration of the gateway: JSON, comments are allowed.", Required = true, HelpName = "FILE" };
        config.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))) result.AddError("--config must not be empty");
        });
        var check = new Option<bool>("--check") { Description = "List every fault of the configuration and exit." };
        var verbose = new Option<bool>("--verbose") { Description = "Log more." };
        var command = new RootCommand(Description) { config, check, verbose };
        command.SetAction((parsed, stop) => parsed.GetValue(check)
            ? Task.FromResult(Check(parsed.GetValue(config)!, output))
            : RunAsync(parsed.GetValue(config)!, parsed.GetValue(verbose), stop));
        var result = command.Parse(arguments);
        if (result.Errors.Count > 0)
        {
            var faults = string.Join("; ", result.Errors.Select(fault => fault.Message.TrimEnd('.')).Distinct());
            error.WriteLine(Printable($"{Name}: {faults} (see {Name} --help)"));
            return Unusable;
        }

        try
        {
            return await result.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = LongestStop,
            });
        }
        catch (SettingsException e)
        {
            error.WriteLine(Printable($"{Name}: {e.Faults.Count} {(e.Faults.Count == 1 ? "fault" : "faults")} in {result.GetValue(config)}:"));
            foreach (var line in e.Lines) error.WriteLine(Printable(line));
            return Unusable;
        }
    }

    private static int Check(string path, TextWriter output)
    {
        var config = Read(path);
        output.WriteLine($"{path}: no faults; gateway {config.Gateway} of {config.Group} with {config.Zones.Count} zones and {config.Zones.Sum(zone => zone.Points.Count)} sensors");
        return 0;
    }

    private static async Task<int> RunAsync(string path, bool verbose, CancellationToken stop)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddGatewayAgent(Read(path)).AddGatewayLogging(verbose);
        await builder.Build().RunAsync(stop);
        return Environment.ExitCode;
    }

    private static GatewayConfig Read(string path) => GatewayConfigFile.Read(path, MachineRules.Faults);

    // A terminal takes control characters for commands, and a quoted value may hold any.
    private static string Printable(string line) => string.Concat(line.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
}
