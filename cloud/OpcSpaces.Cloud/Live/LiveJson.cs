using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpcSpaces.Dashboards.Live;

namespace OpcSpaces.Cloud.Live;

/// <summary>The live stream's events as JSON: camel case, times as ISO 8601, keys as their texts, states by <see cref="DeskStateText.Name"/>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, Converters = [typeof(DeskStateConverter), typeof(PointKeyConverter), typeof(ZoneKeyConverter), typeof(GatewayKeyConverter)])]
[JsonSerializable(typeof(LiveSnapshot))]
[JsonSerializable(typeof(LiveChange))]
[JsonSerializable(typeof(LiveBeat))]
internal sealed partial class LiveJson : JsonSerializerContext
{
    public static SseItem<string> Item(LiveEvent live) => live switch
    {
        { Snapshot: { } snapshot } => new(JsonSerializer.Serialize(snapshot, Default.LiveSnapshot), "snapshot") { ReconnectionInterval = TimeSpan.FromSeconds(1) },
        { Change: { } change } => new(JsonSerializer.Serialize(change, Default.LiveChange), "change"),
        _ => throw new ArgumentException("A live event is a snapshot or a change.", nameof(live)),
    };

    public static SseItem<string> Item(LiveBeat beat) => new(JsonSerializer.Serialize(beat, Default.LiveBeat), "beat");
}
