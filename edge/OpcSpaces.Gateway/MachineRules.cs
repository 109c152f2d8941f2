using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Settings;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Gateway;

/// <summary>The rules for what a configuration needs of this machine: the driver of its pins, and the files that it names.</summary>
internal static class MachineRules
{
    /// <summary>The faults of a configuration on this machine, beside those that the agent itself finds.</summary>
    public static IEnumerable<SettingsFault> Faults(GatewayConfig config)
    {
        var rules = new SettingsRules();
        if (config.Pins.Driver == PinsConfig.Signals) CheckSignals(rules, config);
        MqttEndpointSettings.CheckFiles(rules.At("broker"), config.Broker);
        return config.ReadsCards && config.Badges.KeyFile.Length > 0 ? [.. rules.Faults, .. BadgeKeyFile.Faults(config.Badges.KeyFile)] : rules.Faults;
    }

    private static void CheckSignals(SettingsRules rules, GatewayConfig config)
    {
        if (config.Pins.Socket.Length == 0) rules.Fault("pins.socket", "missing", "give the socket of the signals");
        if (config.Pins.HasBuses) return;
        foreach (var (index, zone) in config.Zones.Index())
        {
            foreach (var (number, chip) in zone.Points.Index().Where(point => point.Item is BusPointConfig))
                rules.Fault($"zones[{index}].points[{number}].sensor", $"\"{chip.Sensor}\"", $"the driver \"{PinsConfig.Signals}\" has no buses for chips: remove this sensor, use the driver \"{PinsConfig.Gpio}\" on a Raspberry Pi, or give pins.busSocket for simulated buses");
        }
    }
}
