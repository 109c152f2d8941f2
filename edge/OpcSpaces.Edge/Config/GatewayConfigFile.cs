using System.Text.Json;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Config;

/// <summary>The configuration as one JSON file (<see cref="SettingsFile"/>).</summary>
public static class GatewayConfigFile
{
    /// <summary>Throws <see cref="SettingsException"/> with every fault at once.</summary>
    public static GatewayConfig Read(string path) => SettingsFile.Read(path, GatewayConfig.From, GatewayConfigRules.Faults);

    /// <summary>As <see cref="Read(string)"/>, with rules of the caller's own.</summary>
    internal static GatewayConfig Read(string path, Func<GatewayConfig, IEnumerable<SettingsFault>> rules) =>
        SettingsFile.Read(path, GatewayConfig.From, config => [.. GatewayConfigRules.Faults(config), .. rules(config)]);

    /// <summary>Throws <see cref="SettingsException"/> with every fault at once.</summary>
    public static GatewayConfig Parse(string json) => SettingsFile.Parse(json, GatewayConfig.From, GatewayConfigRules.Faults);

    /// <summary>Writes a file that <see cref="Read(string)"/> reads back as the same.</summary>
    public static void Write(string path, GatewayConfig config) =>
        File.WriteAllText(path, JsonSerializer.Serialize(config, GatewayConfigJson.Default.GatewayConfig));
}
