using System.CommandLine;
using OpcSpaces.CommandLine;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>The options of every command that runs gateways, and what they mean.</summary>
internal sealed class FleetArguments
{
    // A little less than the longest time that a timer can wait (2^32 ms).
    private const int LongestSeconds = 4_000_000;

    private readonly Option<string?> _data = ArgumentRules.Option<string?>(
        "--data", "DIR", "Directory for the outboxes of the gateways and for the community folder; created if missing", ArgumentRules.DirectoryName);

    private readonly Option<HostAndPort?> _broker = ArgumentRules.Option<HostAndPort?>(
        "--broker", "HOST:PORT", "The MQTT broker that gateways connect to", ArgumentRules.Server, new HostAndPort("127.0.0.1", 1883));

    private readonly Option<string?> _host = ArgumentRules.Option(
        "--host", "ID", "Sparkplug host id that gateways wait for (\"\" to not wait)", ArgumentRules.Id(mayBeEmpty: true), "opcspaces");

    private readonly Option<bool> _noSync = ArgumentRules.Flag("--no-sync", "Do not flush the outboxes to the disk after each commit, so that many gateways can share one disk. A power cut can lose readings then; a kill cannot");

    private readonly Option<double?> _for = ArgumentRules.Option("--for", "SECONDS", "Stop after this many seconds", ArgumentRules.Number(0.001, LongestSeconds, "seconds"));

    private readonly Option<bool> _verbose = ArgumentRules.Flag("--verbose", "Write the log of each gateway to standard error");

    public FleetArguments(Command command)
    {
        _data.Required = true;
        foreach (var option in new Option[] { _data, _broker, _host, _noSync, _for, _verbose })
            command.Options.Add(option);
    }

    /// <summary>Makes the data directory. Throws <see cref="CommandLineException"/> if it cannot be written.</summary>
    public FleetOptions Read(ParseResult parsed)
    {
        var broker = parsed.GetRequiredValue(_broker)!;
        return new FleetOptions
        {
            DataDirectory = MakeDirectory(parsed.GetRequiredValue(_data)!),
            Broker = new MqttEndpointOptions { Host = broker.Host, Port = broker.Port },
            PrimaryHost = parsed.GetValue(_host)!,
            Outbox = new OutboxConfig { SurvivesPowerLoss = !parsed.GetValue(_noSync) },
        };
    }

    public RunningCommand Start(ParseResult parsed, TextWriter output, TimeProvider time, CancellationToken stop) =>
        new(output, time, parsed.GetValue(_for) is { } seconds ? TimeSpan.FromSeconds(seconds) : null, parsed.GetValue(_verbose), stop);

    public static Option<double?> SpeedOption(string description, double otherwise) => ArgumentRules.Option("--speed", "N", description, ReadSpeed, (double?)otherwise);

    private static string MakeDirectory(string directory)
    {
        try
        {
            var full = Path.GetFullPath(directory);
            Directory.CreateDirectory(full);
            var probe = Path.Combine(full, ".writable");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return full;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CommandLineException($"--data {Terminal.Quote(directory)} cannot be written ({Terminal.Printable(exception.Message)}): give a directory that this account can write");
        }
    }

    private static string? ReadSpeed(string text, out double? speed)
    {
        speed = VirtualTimePacer.Unlimited;
        return text == "max" ? null : ArgumentRules.Number(0, 1_000_000, "")(text, out speed) is null ? null : "must be a number from 0 to 1000000, or max";
    }
}
