using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Kinds;

namespace OpcSpaces.Testing;

/// <summary>Writes a gateway's configuration as the file that <see cref="GatewayConfigFile"/> reads back as the same.</summary>
public static class GatewayFile
{
    private static readonly JsonSerializerOptions OfPoints = Options();
    private static readonly JsonSerializerOptions OfGateway = new(Options()) { IgnoreReadOnlyProperties = true, Converters = { new PointConverter(), new ClockConverter() } };

    public static void Write(string path, GatewayConfig config) => File.WriteAllText(path, JsonSerializer.Serialize(config, OfGateway));

    private static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    // The battery clock's settings stand beside the others.
    private sealed class ClockConverter : JsonConverter<ClockConfig>
    {
        public override ClockConfig Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ClockConfig value, JsonSerializerOptions options)
        {
            var clock = value.Battery is null ? new JsonObject() : JsonSerializer.SerializeToNode(value.Battery, OfPoints)!.AsObject();
            if (value.WaitForSyncSeconds is { } seconds) clock["waitForSyncSeconds"] = seconds;
            clock.WriteTo(writer);
        }
    }

    // All settings of its kind, including the read-only word for the kind.
    private sealed class PointConverter : JsonConverter<PointConfig>
    {
        public override PointConfig Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, PointConfig value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, value.GetType(), OfPoints);
    }
}
