using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpcSpaces.Wire.Outbox;

/// <summary>
/// What a gateway says about the clock of its readings: at the start of each run, when the clock was set, and when it became synchronised
/// or lost that. It is a batch of the gateway itself in the same log. The value of <see cref="OutboxMetrics.ClockStatement"/>.
/// </summary>
/// <remarks>
/// A time that the clock showed after one statement and before the next one of the same boot differs from the monotonic time by
/// <see cref="WallMs"/> minus <see cref="MonotonicMs"/> of the first, to <see cref="ToleranceMs"/>. So every batch has boot id and monotonic
/// time, although no batch carries them.
/// </remarks>
public sealed record ClockStatement
{
    /// <summary>The version that this code writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Wall time minus monotonic time moves by no more than this without a new statement, in ms.</summary>
    public const long ToleranceMs = 2_000;

    private const int LongestBoot = 64;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>Names this boot of the machine: monotonic times can be compared within it only.</summary>
    public required string Boot { get; init; }

    /// <summary>What the clock showed, in ms since 1970 UTC.</summary>
    public required long WallMs { get; init; }

    /// <summary>The monotonic time of the boot at the same instant, in ms.</summary>
    public required long MonotonicMs { get; init; }

    /// <summary>Whether the kernel calls its clock synchronised (adjtimex(2)); null where it cannot be asked.</summary>
    public bool? Synchronized { get; init; }

    /// <summary>
    /// By how many ms the clock was set forward (negative: back) since the statement before, where that was of the same boot. At the first
    /// statement of a boot with a synchronised clock: by how much the time went back at least, since a time that an earlier boot wrote.
    /// Null when it was not set, and when nothing is known about that.
    /// </summary>
    public long? StepMs { get; init; }

    /// <summary>
    /// At the first statement of a boot whose clock is not synchronised: the newest time that an earlier boot is known to have written, in ms since
    /// 1970 UTC. Once this boot's clock or that of a later one is synchronised, it says whether that boot was ahead. Null otherwise.
    /// </summary>
    public long? EarlierMs { get; init; }

    /// <summary>
    /// The first of the batches that follow this statement once more with true times, because they were made before the clock was set;
    /// null for none.
    /// </summary>
    public ulong? PlacedFrom { get; init; }

    /// <summary>The last of those batches.</summary>
    public ulong? PlacedTo { get; init; }

    /// <summary>
    /// How many statements between the one before and this one were left out, because the disk accepted nothing for so long; null for none. The step is
    /// that since the one before. What was set by whom in between is not known.
    /// </summary>
    public int? LeftOut { get; init; }

    /// <summary>What the clock showed before the step, at this instant, in ms since 1970 UTC.</summary>
    [JsonIgnore]
    public long WallBeforeMs => WallMs - (StepMs ?? 0);

    /// <summary>The JSON that the metric carries; equal statements give equal text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ClockStatementJson.Default.ClockStatement);

    /// <summary>Reads the metric's JSON; false, with the reason, when it is not a statement about a clock.</summary>
    public static bool TryParse(string json, out ClockStatement? statement, out string? error)
    {
        (statement, error) = (null, null);
        try
        {
            var read = JsonSerializer.Deserialize(json, ClockStatementJson.Default.ClockStatement);
            error = read is null ? "a clock statement is null" : FaultOf(read);
            statement = error is null ? read : null;
        }
        catch (JsonException fault)
        {
            error = "a clock statement's JSON cannot be read: " + fault.Message;
        }
        return statement is not null;
    }

    private static string? FaultOf(ClockStatement statement)
    {
        if (statement.Version != CurrentVersion)
            return $"a clock statement has the version {statement.Version}, and {CurrentVersion} is known";
        if (statement.Boot.Length is 0 or > LongestBoot)
            return $"a clock statement's boot has {statement.Boot.Length} characters, and not 1 to {LongestBoot}";
        if (!IsTime(statement.WallMs) || !IsTime(statement.MonotonicMs) || !IsTime(statement.WallBeforeMs) || !IsTime(statement.EarlierMs ?? 0))
            return "a time of a clock statement is out of range";
        if (statement.LeftOut < 0)
            return "a clock statement has left out less than nothing";
        return statement.PlacedFrom is null != statement.PlacedTo is null || statement.PlacedFrom is 0 || statement.PlacedFrom > statement.PlacedTo
            ? "the placed batches of a clock statement are no range"
            : null;
    }

    // To the end of the year 9999. Before 1970 no clock of a Linux machine starts.
    private static bool IsTime(long ms) => ms is >= 0 and <= 253_402_300_799_999;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClockStatement))]
internal sealed partial class ClockStatementJson : JsonSerializerContext;
