using System.Text.Json;
using System.Text.Json.Serialization;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Presence;

namespace OpcSpaces.Cloud.Live;

/// <summary>A point's key as its text.</summary>
internal sealed class PointKeyConverter : JsonConverter<PointKey>
{
    public override PointKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => PointKey.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, PointKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>A zone's key as its text.</summary>
internal sealed class ZoneKeyConverter : JsonConverter<ZoneKey>
{
    public override ZoneKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ZoneKey.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, ZoneKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>A gateway's key as its text.</summary>
internal sealed class GatewayKeyConverter : JsonConverter<GatewayKey>
{
    public override GatewayKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => GatewayKey.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, GatewayKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>A desk's state by its name in the stream.</summary>
internal sealed class DeskStateConverter : JsonConverter<DeskState>
{
    public override DeskState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.GetString();
        foreach (var state in DeskStateText.Legend)
            if (DeskStateText.Name(state) == name) return state;
        throw new JsonException($"'{name}' is no desk state.");
    }

    public override void Write(Utf8JsonWriter writer, DeskState value, JsonSerializerOptions options) => writer.WriteStringValue(DeskStateText.Name(value));
}
