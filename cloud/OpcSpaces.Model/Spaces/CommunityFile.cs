using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpcSpaces.Settings;

namespace OpcSpaces.Model.Spaces;

/// <summary>A community as JSON with comments (<see cref="SettingsFile"/>). What is written reads back as the same community.</summary>
public static class CommunityFile
{
    private static readonly CommunityJsonContext Readable = new(new JsonSerializerOptions(CommunityJsonContext.Default.Options)
    {
        // 共享工位区 stays readable; the file is never put into a page unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Reads UTF-8 JSON; <paramref name="fileName"/> is only named in faults. Throws <see cref="SettingsException"/> with every fault.</summary>
    public static Community Read(ReadOnlyMemory<byte> utf8, string fileName) => SettingsFile.Parse(utf8, SpacesReader.Community, CommunityRules.Faults, fileName);

    public static byte[] Write(Community community) => JsonSerializer.SerializeToUtf8Bytes(community, Readable.Community);
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Community))]
internal sealed partial class CommunityJsonContext : JsonSerializerContext;
