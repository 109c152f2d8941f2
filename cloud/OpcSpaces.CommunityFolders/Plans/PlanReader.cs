using System.Text.Json;
using OpcSpaces.CommunityFolders.Faults;
using OpcSpaces.Files;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.CommunityFolders.Plans;

/// <summary>Reads <see cref="PlanFile"/>: every fault with the line of its feature.</summary>
internal sealed class PlanReader(FolderFaults faults)
{
    private const int MostBytes = 64 << 20;
    private const string Metres = "metres";
    private const string Wgs84 = "wgs84";

    private PlanProjection? _projection;

    /// <summary>The outlines of zones, with the lines of their features.</summary>
    public Dictionary<string, (Outline Outline, int Line)> Zones { get; } = new(StringComparer.Ordinal);

    /// <summary>The boundary of the site; null for none.</summary>
    public (Outline Outline, int Line)? Site { get; private set; }

    /// <summary>Whether a feature could not be read.</summary>
    public bool HasUnread { get; private set; }

    /// <param name="path">The file.</param>
    /// <param name="longitude">The community's, the origin of coordinates in WGS 84 that say none.</param>
    /// <param name="latitude">The community's.</param>
    public void Read(string path, decimal? longitude, decimal? latitude)
    {
        byte[] bytes;
        try
        {
            using (var stream = NamedFile.OpenRead(path, MostBytes))
            {
                if (TextEncoding.Fault(stream, PlanFile.Name) is { } fault)
                {
                    Reject(fault);
                    return;
                }
            }

            bytes = NamedFile.ReadAllBytes(path, MostBytes);
        }
        catch (NamedFileException e)
        {
            Reject(new FolderFault(PlanFile.Name, null, null, $"it {e.Fault}", e.Fix));
            return;
        }

        Parse(bytes.AsMemory(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0), longitude, latitude);
    }

    private void Parse(ReadOnlyMemory<byte> utf8, decimal? longitude, decimal? latitude)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
                Fault(1, null, "no features", "write a GeoJSON FeatureCollection with \"features\": […]");
            else if (Coordinates(root, longitude, latitude))
            {
                var lines = FeatureLines.Of(utf8.Span);
                foreach (var (i, feature) in features.EnumerateArray().Index()) Feature(feature, lines[i]);
            }
        }
        catch (JsonException e)
        {
            Fault((int)(e.LineNumber ?? 0) + 1, null, "not JSON", $"correct the syntax at column {e.BytePositionInLine + 1}");
        }
    }

    private bool Coordinates(JsonElement root, decimal? longitude, decimal? latitude)
    {
        if (root.TryGetProperty("opcspaces", out var says) && says.ValueKind == JsonValueKind.Object && says.TryGetProperty("coordinates", out var kind) && kind.ValueKind == JsonValueKind.String)
        {
            if (kind.GetString() == Metres) return true;
            if (kind.GetString() == Wgs84) return Projection(says, longitude, latitude);
        }

        Fault(1, "opcspaces.coordinates", "missing", $"say what the coordinates are: \"opcspaces\": {{ \"coordinates\": \"{Metres}\" }} or \"{Wgs84}\"");
        return false;
    }

    private bool Projection(JsonElement says, decimal? longitude, decimal? latitude)
    {
        var origin = says.TryGetProperty("origin", out var written) ? Pair(written) : longitude is { } x && latitude is { } y ? ((double)x, (double)y) : null;
        var rotation = says.TryGetProperty("rotationDegrees", out var turn) && turn.ValueKind == JsonValueKind.Number ? turn.GetDouble() : 0;
        if (origin is not { } at || Math.Abs(at.X) > 180 || Math.Abs(at.Y) > 90)
        {
            Fault(1, "opcspaces.origin", "missing", "write the longitude and latitude of the plan's upper left corner: \"origin\": [113.9305, 22.5329]");
            return false;
        }

        _projection = new PlanProjection(at.X, at.Y, rotation);
        return true;
    }

    private void Feature(JsonElement feature, int line)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            Fault(line, "properties", "missing", "write \"properties\": { \"zone\": \"open-3\" }");
            return;
        }

        var isSite = properties.TryGetProperty("site", out var site) && site.ValueKind == JsonValueKind.True;
        var zone = properties.TryGetProperty("zone", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        if (isSite == (zone is not null))
        {
            Fault(line, "properties", isSite ? "site and zone" : "neither zone nor site", "write \"zone\": \"ID\" for a zone, or \"site\": true for the boundary of the site");
            return;
        }

        if (Geometry(feature, line) is not { } outline) return;
        if (isSite && Site is not null) Fault(line, "properties.site", "twice", "there is one boundary of the site: remove one");
        else if (isSite) Site = (outline, line);
        else if (!Zones.TryAdd(zone!, (outline, line))) Fault(line, "properties.zone", $"\"{zone}\"", $"the feature on line {Zones[zone!].Line} has the same zone: remove one");
    }

    private Outline? Geometry(JsonElement feature, int line)
    {
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object
            || !geometry.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() != "Polygon"
            || !geometry.TryGetProperty("coordinates", out var rings) || rings.ValueKind != JsonValueKind.Array)
        {
            Fault(line, "geometry", geometry.ValueKind == JsonValueKind.Object && geometry.TryGetProperty("type", out var other) ? $"{other}" : "missing", "write a Polygon");
            return null;
        }

        var corners = new List<List<OutlineCorner>>();
        foreach (var (i, ring) in rings.EnumerateArray().Index())
        {
            var read = new List<OutlineCorner>();
            foreach (var corner in ring.ValueKind == JsonValueKind.Array ? ring.EnumerateArray() : default)
            {
                if (Pair(corner) is not { } point || Plan(point) is not { } onPlan)
                {
                    Fault(line, $"geometry.coordinates[{i}]", corner.GetRawText(), _projection is null ? "write a corner as [x, y] in metres, within 100 km" : "write a corner as [longitude, latitude] in degrees");
                    return null;
                }

                read.Add(onPlan);
            }

            corners.Add(read);
        }

        if (Outline.Of(corners) is { } outline) return outline;
        Fault(line, "geometry.coordinates", "fewer than three corners", "write three corners at least");
        return null;
    }

    private OutlineCorner? Plan((double X, double Y) point) =>
        _projection is { } projection ? Math.Abs(point.X) <= 180 && Math.Abs(point.Y) <= 90 ? projection.ToPlan(point.X, point.Y) : null
        : Math.Abs(point.X) <= 100_000 && Math.Abs(point.Y) <= 100_000 ? new OutlineCorner((decimal)point.X, (decimal)point.Y) : null;

    private static (double X, double Y)? Pair(JsonElement corner) =>
        corner.ValueKind == JsonValueKind.Array && corner.GetArrayLength() is 2 or 3 && corner[0].ValueKind == JsonValueKind.Number && corner[1].ValueKind == JsonValueKind.Number
            ? (corner[0].GetDouble(), corner[1].GetDouble()) : null;

    private void Fault(int line, string? path, string value, string fix) => Reject(new FolderFault(PlanFile.Name, line, path, value, fix));

    private void Reject(FolderFault fault)
    {
        faults.Add(fault);
        HasUnread = true;
    }
}

/// <summary>The line on which each feature of a GeoJSON file starts.</summary>
internal static class FeatureLines
{
    public static List<int> Of(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var (lines, line, counted, isFeatures) = (new List<int>(), 1, 0, false);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName) isFeatures = reader.ValueTextEquals("features"u8);
            if (!isFeatures || reader.CurrentDepth != 2 || reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) continue;
            line += utf8[counted..(int)reader.TokenStartIndex].Count((byte)'\n');
            counted = (int)reader.TokenStartIndex;
            lines.Add(line);
        }

        return lines;
    }
}
