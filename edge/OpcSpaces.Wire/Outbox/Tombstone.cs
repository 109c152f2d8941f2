using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpcSpaces.Wire.Outbox;

/// <summary>
/// Replaces a batch whose readings were dropped to stay within the disk budget: their hash (lower-case hex), their time span in ms
/// since 1970 UTC, the reason, and the number of readings per metric name.
/// </summary>
public sealed record Tombstone(string ContentSha256, long FromMs, long ToMs, string Reason, IReadOnlyDictionary<string, long> Counts)
{
    /// <summary>The JSON that the metric carries; equal tombstones give equal text.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        this with { Counts = new SortedDictionary<string, long>(Counts.ToDictionary(), StringComparer.Ordinal) },
        TombstoneJson.Default.Tombstone);

    /// <summary>Reads the metric's JSON; false, with the reason, when it is not a tombstone.</summary>
    public static bool TryParse(string json, out Tombstone? tombstone, out string? error)
    {
        tombstone = null;
        error = null;
        try
        {
            var read = JsonSerializer.Deserialize(json, TombstoneJson.Default.Tombstone);
            if (read is null)
                error = "a tombstone is null";
            else if (read.ContentSha256.Length != 2 * OutboxChain.HashBytes || !read.ContentSha256.All(char.IsAsciiHexDigitLower))
                error = "a tombstone's hash is not 64 lower-case hex digits";
            else if (read.FromMs > read.ToMs || read.Counts.Values.Any(count => count < 0))
                error = "a tombstone's time span or a count is negative";
            else
                tombstone = read;
        }
        catch (JsonException fault)
        {
            error = "a tombstone's JSON cannot be read: " + fault.Message;
        }
        return tombstone is not null;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Tombstone))]
internal sealed partial class TombstoneJson : JsonSerializerContext;
