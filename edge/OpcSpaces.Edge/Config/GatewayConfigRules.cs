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
        ZoneRules.Check(rules, config.Zones);
        return rules.Faults;
    }

    private static void Check(SettingsRules rules, GatewayConfig config)
    {
        rules.Id("group", config.Group);
        rules.Id("gateway", config.Gateway);
        if (config.PrimaryHost.Length > 0) rules.Id("primaryHost", config.PrimaryHost);
        rules.NotEmpty("dataDirectory", config.DataDirectory, "give the directory for the outbox");
    }
}
