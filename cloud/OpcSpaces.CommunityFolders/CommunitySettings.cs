using System.Text.Encodings.Web;
using System.Text.Json;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Rules;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.CommunityFolders;

/// <summary>The file <c>community.jsonc</c> of a folder: the community itself and its district (<see cref="SettingsFile"/>).</summary>
internal static class CommunitySettings
{
    public const string Name = "community.jsonc";

    private const string DeskFigures = "deskFigures";

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="SettingsException">Every fault of the file.</exception>
    public static (District District, CommunityFacts Community, bool SaysDeskFigures) Read(string path) => SettingsFile.Read(path, Read, Faults);

    public static void Write(Stream stream, District district, CommunityFacts community)
    {
        using var json = new Utf8JsonWriter(stream, Readable);
        json.WriteStartObject();
        json.WriteString("id", community.Id);
        json.WriteString("name", community.Name);
        json.WriteStartObject("district");
        json.WriteString("id", district.Id);
        json.WriteString("name", district.Name);
        if (district.City is { } city) json.WriteString("city", city);
        json.WriteEndObject();
        json.WriteString("timeZone", community.TimeZone);
        if (community.Operator is { } by) json.WriteString("operator", by);
        if (community.Address is { } address) json.WriteString("address", address);
        if (community.Latitude is { } latitude) json.WriteNumber("latitude", latitude);
        if (community.Longitude is { } longitude) json.WriteNumber("longitude", longitude);
        // Only where they are off: what says nothing switches nothing on where it is imported.
        if (!community.DeskFigures) json.WriteBoolean(DeskFigures, false);
        json.WriteEndObject();
    }

    /// <summary>A community without faults that stands for one whose file has some; with its id, where that can be read.</summary>
    public static (District District, CommunityFacts Community, bool SaysDeskFigures) InPlaceOf(string path)
    {
        var id = "community";
        try
        {
            id = SettingsFile.Read(path, file =>
            {
                file.IgnoreTheRest();
                return file.RequiredText("id");
            });
        }
        catch (SettingsException)
        {
            // Its faults are known already.
        }

        return (new District("district", "district"), new CommunityFacts(EntityId.Fault(id) is null ? id : "community", "community", "district", "Etc/UTC"), false);
    }

    private static (District District, CommunityFacts Community, bool SaysDeskFigures) Read(SettingsSection file)
    {
        var district = file.RequiredPart("district", part => new District(part.RequiredText("id"), part.RequiredText("name"), part.OptionalText("city")));
        return (district, new CommunityFacts(
            file.RequiredText("id"), file.RequiredText("name"), district.Id, file.RequiredText("timeZone"), file.OptionalText("operator"), file.OptionalText("address"),
            Degrees(file, "latitude"), Degrees(file, "longitude"), DeskFigures: file.Truth(DeskFigures, true)), file.Has(DeskFigures));
    }

    private static decimal? Degrees(SettingsSection file, string name) =>
        file.Has(name) ? decimal.Round((decimal)Math.Clamp(file.Real(name, 0), -1_000, 1_000), 6) : null;

    // The same rules as in the registry, with the lines of this file.
    private static IEnumerable<SettingsFault> Faults((District District, CommunityFacts Community, bool SaysDeskFigures) read) =>
        from fault in RegistryRules.Check(new RegistryRows([read.District, read.Community])).Kept
        where fault.Field != "district"
        select new SettingsFault(fault.Table == "districts" ? $"district.{fault.Field}" : fault.Field!, fault.Value, fault.Fix);
}
