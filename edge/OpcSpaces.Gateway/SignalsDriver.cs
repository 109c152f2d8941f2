using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Settings;

namespace OpcSpaces.Gateway;

/// <summary>What the driver <c>signals</c> needs, and what it does not have.</summary>
internal static class SignalsDriver
{
    /// <summary>The faults of a configuration on this machine, beside those that the agent itself finds.</summary>
    public static IEnumerable<SettingsFault> Faults(GatewayConfig config)
    {
        if (config.Pins.Socket.Length == 0) yield return new SettingsFault("pins.socket", "missing", "name the socket of the signals");
        foreach (var (index, zone) in config.Zones.Index())
        {
            foreach (var (number, chip) in zone.Points.Index().Where(point => point.Item is BusPointConfig))
                yield return new SettingsFault($"zones[{index}].points[{number}].sensor", $"\"{chip.Sensor}\"", $"the driver \"{PinsConfig.Signals}\" has no buses for chips: remove this sensor");
        }

        if (config.ReadsCards && config.Badges.KeyFile.Length > 0)
        {
            foreach (var fault in BadgeKeyFile.Faults(config.Badges.KeyFile)) yield return fault;
        }
    }
}
