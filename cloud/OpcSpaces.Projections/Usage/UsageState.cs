using System.Text.Json;
using System.Text.Json.Serialization;
using OpcSpaces.Points.Hours;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Projections.Usage;

/// <summary>Everything that <see cref="UsageFold"/> needs to go on, apart from the births, which the journal has.</summary>
internal sealed record UsageState(
    long NowMs, long ListeningSinceMs, bool IsDeaf, bool DoubtsClock, UsageTimeZonesState TimeZones, IReadOnlyList<UsageGatewayState> Gateways, IReadOnlyList<UsageZoneState> Zones,
    long CompleteFromMs = 0)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, UsageStateJson.Default.UsageState);

    /// <exception cref="JsonException">It is something else.</exception>
    public static UsageState Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, UsageStateJson.Default.UsageState) ?? throw new JsonException("The state is null.");
}

internal sealed record UsageGatewayState(
    string Key, bool HasOutbox, bool IsOnline, ulong Epoch, ulong Continuing, ulong DeclaredEpoch, ulong DeclaredSequence, ulong Committed,
    long HeardMs, long GoneMs, long NewestMs, long SealedThroughMs, ClockHistoryState Clock, IReadOnlyList<UsageDeviceState> Devices);

/// <param name="Zone">The id of the zone.</param>
/// <param name="AwaitsBirth"><see cref="UsageDevice.AwaitsBirth"/>.</param>
/// <param name="Metrics">The names of its metrics.</param>
internal sealed record UsageDeviceState(string Zone, bool AwaitsBirth, IReadOnlyList<string> Metrics);

internal sealed record UsageZoneState(
    string Community, string Zone, int PhaseMs, PhaseChange? NextPhase, long NextMs, long KeptFromMs, long LateSinceMs, IReadOnlyList<long> Late,
    IReadOnlyList<UsageMetricState> Metrics, IReadOnlyList<SealedHourState> Seals, IReadOnlyList<ClosedHourState> Closed);

internal sealed record UsageMetricState(string Gateway, string Name, bool IsRetired, long? TakenMs, MetricTallyState Tally, StayTallyState? Stays, MomentGapsState? Gaps);

internal sealed record SealedHourState(long StartMs, string Gateway, ulong Epoch, ulong Through, SealedZone Zone);

internal sealed record ClosedHourState(long StartMs, int Revision, string Hash);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(UsageState))]
internal sealed partial class UsageStateJson : JsonSerializerContext;
