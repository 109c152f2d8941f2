using System.Text.Json.Serialization;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Config;

/// <summary>Writing only: reading goes through <see cref="SettingsSection"/>, which finds all faults and not just the first.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GatewayConfig))]
internal sealed partial class GatewayConfigJson : JsonSerializerContext;
