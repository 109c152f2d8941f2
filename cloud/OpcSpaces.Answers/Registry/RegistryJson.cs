using System.Text.Json;
using System.Text.Json.Serialization;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.Answers.Registry;

/// <summary>Words as an array of texts.</summary>
internal sealed class TagsConverter : JsonConverter<Tags>
{
    public override Tags Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Tags.Of(JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, Tags value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var word in value.Words) writer.WriteStringValue(word);
        writer.WriteEndArray();
    }
}

/// <summary>An outline as an array of rings, each an array of corners <c>[x, y]</c> in metres; the first ring is the outer one, and no corner is repeated.</summary>
internal sealed class OutlineConverter : JsonConverter<Outline>
{
    public override Outline Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var rings = JsonSerializer.Deserialize<decimal[][][]>(ref reader, options) ?? [];
        if (rings.Any(ring => ring.Any(corner => corner.Length != 2))) throw new JsonException("A corner is [x, y].");
        return Outline.Of(rings.Select(ring => ring.Select(corner => new OutlineCorner(corner[0], corner[1])))) ?? throw new JsonException("A ring needs three corners or more.");
    }

    public override void Write(Utf8JsonWriter writer, Outline value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var ring in value.Rings)
        {
            writer.WriteStartArray();
            foreach (var corner in ring)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(corner.X);
                writer.WriteNumberValue(corner.Y);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}

/// <summary>A time of day as hours and minutes.</summary>
internal sealed class TimeOfDayConverter : JsonConverter<TimeOnly>
{
    private const string Form = "HH:mm";

    public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeOnly.TryParseExact(reader.GetString(), Form, out var time) ? time : throw new JsonException("A time of day is hours:minutes.");

    public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(Form, System.Globalization.CultureInfo.InvariantCulture));
}
