using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Settings;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Edge.Config;

/// <summary>The configuration of one gateway: its name, its broker, and which zone has which sensors on which pins.</summary>
public sealed record GatewayConfig
{
    /// <summary>The Sparkplug group, which is the community.</summary>
    public required string Group { get; init; }

    /// <summary>The Sparkplug edge node, which is this gateway.</summary>
    public required string Gateway { get; init; }

    /// <summary>The host application that must be online before births are sent. Empty means that births are sent immediately.</summary>
    public string PrimaryHost { get; init; } = "opcspaces";

    /// <summary>The directory of the outbox. It is created when it is missing.</summary>
    public required string DataDirectory { get; init; }

    public MqttEndpointOptions Broker { get; init; } = new();

    public PinsConfig Pins { get; init; } = new();

    public ClockConfig Clock { get; init; } = new();

    public BatchingConfig Batching { get; init; } = new();

    public OutboxConfig Outbox { get; init; } = new();

    public UplinkConfig Uplink { get; init; } = new();

    public BadgesConfig Badges { get; init; } = new();

    public required IReadOnlyList<ZoneConfig> Zones { get; init; }

    /// <summary>Whether any sensor reads cards, so that a badge key is needed.</summary>
    public bool ReadsCards => Sensing.ReadsCards;

    /// <summary>The resistor that each pin needs: as <see cref="PinsConfig"/> says, otherwise as its sensor needs it.</summary>
    public IReadOnlyDictionary<int, PinPull> ChoosePulls()
    {
        var pulls = new Dictionary<int, PinPull>();
        foreach (var point in Zones.SelectMany(zone => zone.Points))
        {
            foreach (var (setting, pin) in point.Pins) pulls[pin] = point.PullOf(setting);
        }

        foreach (var pin in Pins.PullUps) pulls[pin] = PinPull.Up;
        foreach (var pin in Pins.PullDowns) pulls[pin] = PinPull.Down;
        foreach (var pin in Pins.NoPulls) pulls[pin] = PinPull.None;
        return pulls;
    }

    /// <summary>The part that sensing needs.</summary>
    internal SensingConfig Sensing => new(Zones, Batching, Badges);

    internal static GatewayConfig From(SettingsSection file, SensorKinds kinds) => new()
    {
        Group = file.RequiredText("group"),
        Gateway = file.RequiredText("gateway"),
        PrimaryHost = file.Text("primaryHost", "opcspaces"),
        DataDirectory = file.RequiredText("dataDirectory"),
        Broker = file.Part("broker", MqttEndpointSettings.Read),
        Pins = file.Part("pins", PinsConfig.From),
        Clock = file.Part("clock", ClockConfig.From),
        Batching = file.Part("batching", BatchingConfig.From),
        Outbox = file.Part("outbox", OutboxConfig.From),
        Uplink = file.Part("uplink", UplinkConfig.From),
        Badges = file.Part("badges", BadgesConfig.From),
        Zones = file.Parts("zones", zone => ZoneConfig.From(zone, kinds)),
    };
}
