using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Config;

/// <summary>The configuration of one gateway as a JSON file (<see cref="SettingsFile"/>).</summary>
public static class GatewayConfigFile
{
    /// <summary>Throws <see cref="SettingsException"/> with every fault at once, those of <paramref name="rules"/> (the caller's own) among them.</summary>
    public static GatewayConfig Read(string path, Func<GatewayConfig, IEnumerable<SettingsFault>>? rules = null) =>
        SettingsFile.Read(path, From, config => [.. GatewayConfigRules.Faults(config), .. rules?.Invoke(config) ?? []]);

    private static GatewayConfig From(SettingsSection file)
    {
        file.Expect(SettingsSection.GatewayFile);
        return GatewayConfig.From(file, SensorKinds.All);
    }

    /// <summary>As <see cref="Read"/>, from text.</summary>
    public static GatewayConfig Parse(string json) => Parse(json, SensorKinds.All);

    /// <summary>As <see cref="Parse(string)"/>, with other kinds of sensors.</summary>
    internal static GatewayConfig Parse(string json, SensorKinds kinds) =>
        SettingsFile.Parse(json, file => GatewayConfig.From(file, kinds), GatewayConfigRules.Faults);
}
