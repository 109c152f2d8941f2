using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Settings;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Edge.Config;

/// <summary>The rules for a configuration, whether it was read from a file or made in memory.</summary>
internal static class GatewayConfigRules
{
    /// <summary>Every fault of the configuration.</summary>
    public static IReadOnlyList<SettingsFault> Faults(GatewayConfig config)
    {
        var rules = new SettingsRules();
        Check(rules, config);
        MqttEndpointSettings.Check(rules.At("broker"), config.Broker);
        config.Pins.Check(rules.At("pins"));
        config.Batching.Check(rules.At("batching"));
        config.Outbox.Check(rules.At("outbox"));
        config.Uplink.Check(rules.At("uplink"));
        config.Badges.Check(rules.At("badges"), config.ReadsCards);
        var wires = new WireRules();
        foreach (var (index, expander) in config.Pins.Expanders.Index()) wires.CheckPlace(rules.At($"pins.expanders[{index}]"), expander.Place(), hasSpi: false);
        config.Clock.Check(rules.At("clock"));
        if (config.Clock.Battery is { } battery) CheckBatteryClock(rules, config, battery, wires);
        ZoneRules.Check(rules, config.Zones, wires);
        if (config.Pins.HasBuses) GpioRules.Check(rules, config);
        return rules.Faults;
    }

    private static void CheckBatteryClock(SettingsRules rules, GatewayConfig config, BatteryClockConfig clock, WireRules wires)
    {
        wires.CheckPlace(rules.At("clock"), clock.Place(), hasSpi: false);
        if (!config.Pins.HasBuses) rules.Fault("clock", $"\"{clock.Chip}\"", $"this belongs to the driver \"{PinsConfig.Gpio}\": remove it, or set the driver");
    }

    private static void Check(SettingsRules rules, GatewayConfig config)
    {
        rules.Id("group", config.Group);
        rules.Id("gateway", config.Gateway);
        if (config.PrimaryHost.Length > 0) rules.Id("primaryHost", config.PrimaryHost);
        rules.NotEmpty("dataDirectory", config.DataDirectory, "give the directory for the outbox");
    }
}
