using System.Text.Json;

namespace OpcSpaces.Settings;

/// <summary>The part that recognises a file of another kind, so that it is one fault and not one for each of its settings.</summary>
public sealed partial class SettingsSection
{
    public const string FaultsFile = "a faults file";
    public const string BuildingDescription = "a building description";
    public const string GatewayFile = "a gateway file";
    public const string CloudSettings = "a settings file of the cloud";

    /// <summary>To be called first, on the whole file. Throws <see cref="SettingsException"/> with one fault when it is clearly of another kind.</summary>
    /// <param name="kind">What the file should be, one of the constants above.</param>
    public void Expect(string kind)
    {
        if (KindOf() is { } other && other != kind)
            throw new SettingsException([new SettingsFault(SettingsFile.WholeFile, $"this is {other}, not {kind}", "give another file") { Line = 1 }]);

        string? KindOf() =>
            Contains("gateway") && Contains("zones") ? GatewayFile
            : Contains("layout") || (Contains("floors") && Contains("gateways")) ? BuildingDescription
            : Contains("faults") && !Contains("id") && !Contains("floors") ? FaultsFile
            : Contains("dataDirectory") && (Contains("communityFiles") || Contains("hostId") || Contains("listen")) ? CloudSettings
            : null;

        bool Contains(string name) => _json.TryGetProperty(name, out JsonElement _);
    }
}
