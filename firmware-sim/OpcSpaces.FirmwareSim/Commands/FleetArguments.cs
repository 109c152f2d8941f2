using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using OpcSpaces.Edge.Config;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>The options that every command with gateways in it has, and what they mean.</summary>
internal sealed class FleetArguments
{
    // A little less than what a timer of milliseconds can wait.
    private const int LongestSeconds = 4_000_000;

    private readonly Option<DirectoryInfo> _data = new("--data")
    {
        Description = "Directory for the gateways' outboxes and community.json; made when it is missing",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<BrokerAddress> _broker = new("--broker")
    {
        Description = "The MQTT broker",
        HelpName = "HOST:PORT",
        CustomParser = ParseBroker,
        DefaultValueFactory = _ => new BrokerAddress("127.0.0.1", 1883),
    };

    private readonly Option<string?> _host = new("--host")
    {
        Description = "Id of the host application that gateways wait for; \"\" for none",
        HelpName = "ID",
        DefaultValueFactory = _ => "opcspaces",
    };

    private readonly Option<bool> _noSync = new("--no-sync") { Description = "Do not sync each commit of an outbox to the medium: for many gateways on one disk" };

    private readonly Option<double?> _for = new("--for") { Description = "Stop by itself after so many seconds", HelpName = "SECONDS" };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Show what each gateway logs, on standard error" };

    public FleetArguments(Command command)
    {
        _broker.Arity = ArgumentArity.ExactlyOne;
        _for.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValue(_for) is null or (> 0 and <= LongestSeconds))
                return;
            result.AddError($"--for needs a number of seconds above 0 and up to {LongestSeconds}, which are 46 days");
        });
        _data.NotEmpty();
        _host.Id(mayBeEmpty: true);
        foreach (var option in new Option[] { _data, _broker, _host, _noSync, _for, _verbose })
            command.Options.Add(option);
    }

    public FleetOptions Read(ParseResult parsed)
    {
        var broker = parsed.GetRequiredValue(_broker);
        return new FleetOptions
        {
            DataDirectory = parsed.GetRequiredValue(_data).FullName,
            Broker = new MqttEndpointOptions { Host = broker.Host, Port = broker.Port },
            PrimaryHost = parsed.GetValue(_host)!,
            Outbox = new OutboxConfig { SurvivesPowerLoss = !parsed.GetValue(_noSync) },
        };
    }

    public RunningCommand Start(ParseResult parsed, TextWriter output, TimeProvider time, CancellationToken stop) =>
        new(output, time, parsed.GetValue(_for) is { } seconds ? TimeSpan.FromSeconds(seconds) : null, parsed.GetValue(_verbose), stop);

    public static Option<double> SpeedOption(string description, double otherwise) => new("--speed")
    {
        Description = description,
        HelpName = "N",
        CustomParser = ParseSpeed,
        DefaultValueFactory = _ => otherwise,
    };

    private static double ParseSpeed(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (text == "max")
            return VirtualTimePacer.Unlimited;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed is >= 0 and <= 1_000_000)
            return speed;
        argument.AddError($"--speed \"{text}\" is neither a factor from 0 to 1000000 nor max");
        return 1;
    }

    private static BrokerAddress? ParseBroker(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        var colon = text.LastIndexOf(':');
        if (colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535)
            return new BrokerAddress(text[..colon].Trim('[', ']'), port);
        argument.AddError($"--broker \"{text}\" is not HOST:PORT");
        return null;
    }
}

/// <summary>A broker as it is written on the command line.</summary>
internal sealed record BrokerAddress(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}
