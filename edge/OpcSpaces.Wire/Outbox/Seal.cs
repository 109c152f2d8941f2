using System.Text.Json;
using System.Text.Json.Serialization;
using OpcSpaces.Points.Hours;

namespace OpcSpaces.Wire.Outbox;

/// <summary>
/// What a gateway says about one hour once nothing of it is open any more: how far its log reached, and the sums of each point. It is a
/// batch of the gateway itself in the same log, one for each hour, and also when nothing happened. The value of <see cref="OutboxMetrics.Seal"/>.
/// </summary>
public sealed record Seal
{
    /// <summary>The version that this code writes.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The beginning of the hour, in ms since 1970 UTC, as hours begin at the gateway; a multiple of 900,000 (<see cref="HourPhase"/>).</summary>
    public required long HourMs { get; init; }

    /// <summary>The sums follow from the batches up to this sequence.</summary>
    public required ulong Through { get; init; }

    /// <summary>The link of the log's hash chain at <see cref="Through"/> (<see cref="OutboxChain"/>), lower-case hex; null where the batch before it is no longer held.</summary>
    public string? Chain { get; init; }

    /// <summary>Names this boot of the machine: monotonic times can be compared within it only.</summary>
    public required string Boot { get; init; }

    /// <summary>Whether the kernel calls its clock synchronised (adjtimex(2)); null where it cannot be asked.</summary>
    public bool? Synchronized { get; init; }

    /// <summary>The zones of the gateway, by id.</summary>
    public required IReadOnlyList<SealedZone> Zones { get; init; }

    /// <summary>Reserved for a signature over all other fields; null in this version.</summary>
    public string? Signature { get; init; }

    /// <summary>The JSON that the metric carries; equal seals give equal text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SealJson.Default.Seal);

    /// <summary>Reads the metric's JSON; false, with the reason, when it is not a seal.</summary>
    public static bool TryParse(string json, out Seal? seal, out string? error)
    {
        (seal, error) = (null, null);
        try
        {
            var read = JsonSerializer.Deserialize(json, SealJson.Default.Seal);
            error = read is null ? "a seal is null" : FaultOf(read);
            seal = error is null ? read : null;
        }
        catch (JsonException fault)
        {
            error = "a seal's JSON cannot be read: " + fault.Message;
        }
        return seal is not null;
    }

    private static string? FaultOf(Seal seal)
    {
        if (seal.Version != CurrentVersion)
            return $"a seal has the version {seal.Version}, and {CurrentVersion} is known";
        if (seal.HourMs < 0 || seal.HourMs % HourPhase.StepMs != 0)
            return "a seal's time is not the beginning of an hour";
        if (seal.Through > long.MaxValue)
            return "a seal's sequence has more than 63 bits";
        if (seal.Chain is not null && (seal.Chain.Length != 2 * OutboxChain.HashBytes || !seal.Chain.All(char.IsAsciiHexDigitLower)))
            return "a seal's link is not 64 lower-case hex digits";
        return seal.Zones.Select(zone => zone.Fault).FirstOrDefault(fault => fault is not null);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Seal))]
internal sealed partial class SealJson : JsonSerializerContext;
