using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.CommunityFolders.Plans;

/// <summary>
/// The plan of a community as GeoJSON (RFC 7946): a feature for each zone that has an outline, with the property <c>zone</c>, and one for
/// the boundary of the site, with <c>site</c>. The member <c>opcspaces</c> says what the coordinates are: metres, or WGS 84.
/// </summary>
public static class PlanFile
{
    public const string Name = "plan.geojson";

    /// <summary>Writes the outlines in metres, each feature on a line of its own; y runs downwards, as on the plan.</summary>
    public static void Write(Stream stream, CommunityFacts community, IEnumerable<Zone> zones)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        text.Write("""{"type":"FeatureCollection","opcspaces":{"coordinates":"metres"},"features":[""");
        var features = zones.Where(zone => zone.Outline is not null).Select(zone => Feature($"\"zone\":{Quote(zone.Id)}", zone.Outline!));
        if (community.SiteBoundary is { } boundary) features = features.Prepend(Feature("\"site\":true", boundary));
        var separator = "";
        foreach (var feature in features)
        {
            text.WriteLine(separator);
            text.Write(feature);
            separator = ",";
        }

        text.WriteLine();
        text.WriteLine("]}");
    }

    private static string Feature(string name, Outline outline)
    {
        var rings = outline.Rings.Select(ring => $"[{string.Join(',', ring.Append(ring[0]).Select(corner => string.Create(CultureInfo.InvariantCulture, $"[{corner.X:0.###},{corner.Y:0.###}]")))}]");
        return $$$"""{"type":"Feature","properties":{{{{name}}}},"geometry":{"type":"Polygon","coordinates":[{{{string.Join(',', rings)}}}]}}""";
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, RelaxedJson.Default.String);
}

[JsonSerializable(typeof(string))]
internal sealed partial class RelaxedJson : JsonSerializerContext;
