using OpcSpaces.CommandLine;
using OpcSpaces.Settings;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Cloud.Settings;

/// <summary>The settings that were written on the command line; null or empty for the others. They override the settings file.</summary>
internal sealed record CommandLineSettings
{
    private const string Source = "command line";

    public string? DataDirectory { get; init; }

    public string? Listen { get; init; }

    public int? Port { get; init; }

    public string? HostId { get; init; }

    /// <summary>A broker in place of the embedded one.</summary>
    public HostAndPort? Broker { get; init; }

    public int? BrokerPort { get; init; }

    public string? BrokerListen { get; init; }

    public string? Influx { get; init; }

    public string? InfluxTokenFile { get; init; }

    public IReadOnlyList<string> CommunityFiles { get; init; } = [];

    public bool DemoVisitor { get; init; }

    private IEnumerable<(string Setting, string Option, bool IsSet)> Names =>
    [
        ("dataDirectory", "--data", DataDirectory is not null),
        ("listen", "--listen", Listen is not null),
        ("port", "--port", Port is not null),
        ("hostId", "--host-id", HostId is not null),
        ("broker.host", "--broker", Broker is not null),
        ("broker.port", "--broker", Broker is not null),
        ("embeddedBroker.port", "--broker-port", BrokerPort is not null),
        ("embeddedBroker.listen", "--broker-listen", BrokerListen is not null),
        ("influx.url", "--influx", Influx is not null),
        ("influx.tokenFile", "--influx-token-file", InfluxTokenFile is not null),
        ("communityFiles", "--community", CommunityFiles.Count > 0),
        ("access.demoVisitor", "--demo-visitor", DemoVisitor),
    ];

    /// <summary>Writes what the command line has over <paramref name="options"/>.</summary>
    public CloudOptions Apply(CloudOptions options)
    {
        options.DataDirectory = DataDirectory ?? options.DataDirectory;
        options.Listen = Listen ?? options.Listen;
        options.Port = Port ?? options.Port;
        options.HostId = HostId ?? options.HostId;
        if (Broker is not null)
        {
            options.Broker ??= new();
            (options.Broker.Host, options.Broker.Port) = (Broker.Host, Broker.Port);
        }

        options.EmbeddedBroker.Port = BrokerPort ?? options.EmbeddedBroker.Port;
        options.EmbeddedBroker.Listen = BrokerListen ?? options.EmbeddedBroker.Listen;
        options.Access.DemoVisitor |= DemoVisitor;
        if (CommunityFiles.Count > 0) options.CommunityFiles = [.. CommunityFiles];
        if (Influx is not null)
        {
            options.InfluxUrl = Influx;
            InfluxUrl.TryApply(Influx, options.Influx ??= new InfluxOptions());
        }

        if (InfluxTokenFile is not null) (options.Influx ??= new InfluxOptions()).TokenFile = InfluxTokenFile;
        return options;
    }

    /// <summary>Adds the faults that can only be seen on the command line.</summary>
    public void Check(SettingsRules rules)
    {
        if (Broker is null) return;
        if (BrokerPort is { } port) rules.Fault("embeddedBroker.port", $"{port}", "it is for the embedded broker, and --broker uses another: give one of the two");
        if (BrokerListen is { } address) rules.Fault("embeddedBroker.listen", $"\"{address}\"", "it is for the embedded broker, and --broker uses another: give one of the two");
    }

    /// <summary>A fault of a setting that the command line has is named by its option.</summary>
    /// <param name="fault">A fault of the complete settings.</param>
    /// <param name="hasFile">False when there is no settings file: then every setting is meant by its option.</param>
    public SettingsFault Rename(SettingsFault fault, bool hasFile)
    {
        if (fault.File is not null) return fault;
        foreach (var (setting, option, isSet) in Names)
        {
            var isMeant = fault.Path == setting || fault.Path.StartsWith($"{setting}[", StringComparison.Ordinal);
            if (isMeant && (isSet || !hasFile)) return fault with { Path = option, File = Source };
        }

        return hasFile ? fault : fault with { File = Source };
    }

    /// <summary>A fault as one line. One of the command line is a sentence about the option.</summary>
    public static string Sentence(SettingsFault fault) => fault switch
    {
        { File: Source, Value: "missing" } => $"{fault.Path} is missing: {fault.Fix}",
        { File: Source } => $"{fault.Path} {fault.Value}: {fault.Fix}",
        _ => fault.ToString(),
    };
}
