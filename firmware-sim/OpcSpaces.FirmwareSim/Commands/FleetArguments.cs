using System.CommandLine;
using System.Globalization;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.FirmwareSim.Commands.Arguments;
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
        "--data", "DIR", "Directory for the gateways' outboxes and community.json; it is made if it does not exist", ArgumentRules.DirectoryName);

    private readonly Option<BrokerAddress?> _broker = ArgumentRules.Option<BrokerAddress?>(
        "--broker", "HOST:PORT", "The MQTT broker", ReadBroker, new BrokerAddress("127.0.0.1", 1883));

    private readonly Option<string?> _host = ArgumentRules.Option(
        "--host", "ID", "Id of the host application that gateways wait for; \"\" for none", ArgumentRules.Id(mayBeEmpty: true), "opcspaces");

    private readonly Option<bool> _noSync = ArgumentRules.Flag("--no-sync", "Do not sync the outboxes to the disk after each commit: for many gateways on one disk. The data survives a kill, but no power cut");

    private readonly Option<double?> _for = ArgumentRules.Option("--for", "SECONDS", "Stop after this time", ArgumentRules.Number(0.001, LongestSeconds, "seconds"));

    private readonly Option<bool> _verbose = ArgumentRules.Flag("--verbose", "Show what each gateway logs, on standard error");

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
        return text == "max" ? null : ArgumentRules.Number(0, 1_000_000, "")(text, out speed) is null ? null : "is not a speed: give a number from 0 to 1000000, or max";
    }

    private static string? ReadBroker(string text, out BrokerAddress? broker)
    {
        broker = null;
        var colon = text.LastIndexOf(':');
        var host = colon > 0 ? text[..colon] : "";
        if (host.StartsWith('[') && host.EndsWith(']'))
            host = host[1..^1];
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65_535)
            return "is not HOST:PORT: give a host and a port from 1 to 65535, such as 127.0.0.1:1883";
        broker = new BrokerAddress(host, port);
        return null;
    }
}

/// <summary>A broker as it is written on the command line.</summary>
internal sealed record BrokerAddress(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}
