using System.Text.Json;
using System.Text.Json.Serialization;
using OpcSpaces.Files;
using OpcSpaces.Points.Hours;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Sealing;

/// <summary>
/// What sealing needs from before its start: the sums of the log up to a sequence, because the log forgets old batches. Without the file
/// everything is counted again from the batches that are held, and what came before them is unknown.
/// </summary>
/// <param name="Epoch">The epoch of the log.</param>
/// <param name="Through">The sums are those of the batches up to this sequence.</param>
/// <param name="Chain">The link of the log's hash chain there, in hex; null when it is not known.</param>
/// <param name="NextHourMs">The next hour to seal, in ms since 1970 UTC; null before the first.</param>
/// <param name="Tallies">The sums, by the metric's alias.</param>
/// <param name="Settled">Settled hours that are not sealed yet.</param>
internal sealed record SealingState(
    ulong Epoch, ulong Through, string? Chain, long? NextHourMs, IReadOnlyDictionary<ulong, MetricTallyState> Tallies, IReadOnlyList<SettledHour> Settled)
{
    /// <summary>What is known of the clock; null where an earlier version wrote the file.</summary>
    public ClockHistoryState? Clock { get; init; }

    /// <summary>When the clock was wrong or set, of the hours that are not sealed yet.</summary>
    public IReadOnlyList<TimeRange>? Uncertain { get; init; }

    /// <summary>When the hours began, in ms after those of UTC.</summary>
    public int PhaseMs { get; init; }

    private const string FileName = "sealing.json";

    /// <summary>Reads the file of a data directory; null when there is none. <paramref name="fault"/> is null unless it cannot be used.</summary>
    public static SealingState? Read(string directory, out string? fault)
    {
        var path = Path.Combine(directory, FileName);
        fault = null;
        if (!File.Exists(path)) return null;
        try
        {
            using var file = NamedFile.OpenRead(path);
            var state = JsonSerializer.Deserialize(file, SealingStateJson.Default.SealingState);
            if (state is null) fault = $"'{path}' is empty";
            return state;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            fault = e is JsonException ? $"'{path}' is damaged: {e.Message}" : e.Message;
            return null;
        }
    }

    /// <summary>Replaces the file. Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</summary>
    public void Write(string directory) =>
        ReplacedFile.Write(Path.Combine(directory, FileName), file => JsonSerializer.Serialize(file, this, SealingStateJson.Default.SealingState));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SealingState))]
internal sealed partial class SealingStateJson : JsonSerializerContext;
