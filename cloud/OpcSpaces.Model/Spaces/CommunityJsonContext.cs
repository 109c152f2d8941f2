using System.Text.Json.Serialization;

namespace OpcSpaces.Model.Spaces;

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Community))]
internal sealed partial class CommunityJsonContext : JsonSerializerContext;
