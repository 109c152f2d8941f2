using System.Text.Json.Serialization;
using OpcSpaces.CommandLine;

namespace OpcSpaces.Cloud.RegistryCommands;

/// <summary>What a command asks for; made on the command line, carried out there or in the running cloud.</summary>
/// <param name="Who">The person.</param>
/// <param name="Why">The reason.</param>
internal sealed record RegistryRequest(string Who, string Why)
{
    /// <summary>A community folder, or a community file of the live page, to import; an absolute path.</summary>
    public string? Import { get; init; }

    /// <summary>For a community file: the id of the district.</summary>
    public string? District { get; init; }

    /// <summary>For a community file: the time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether the import changes nothing.</summary>
    public bool CheckOnly { get; init; }

    /// <summary>A version to take back.</summary>
    public long? Undo { get; init; }
}

/// <summary>Where a running cloud takes requests.</summary>
/// <param name="Url">Its address on this machine.</param>
/// <param name="Token">Whoever can read the file may change the registry.</param>
internal sealed record RegistryControlFile(string Url, string Token);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RegistryRequest))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(RegistryControlFile))]
internal sealed partial class RegistryJson : JsonSerializerContext;
