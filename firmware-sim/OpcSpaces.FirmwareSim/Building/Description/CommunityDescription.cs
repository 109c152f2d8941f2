using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Scripts.Files;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>
/// A community as somebody wrote it down: either a <see cref="Layout"/> in counts, of which a building is generated, or
/// <see cref="Floors"/> and <see cref="Gateways"/> by hand. Read with every fault at once.
/// </summary>
internal sealed record CommunityDescription
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public double UtcOffsetHours { get; init; } = BuildingPlan.DefaultUtcOffset.TotalHours;

    public int Seed { get; init; } = 1;

    /// <summary>Null when the community is written out by hand.</summary>
    public BuildingOptions? Layout { get; init; }

    public IReadOnlyList<Floor> Floors { get; init; } = [];

    public IReadOnlyList<DescribedGateway> Gateways { get; init; } = [];

    public PeopleMix People { get; init; } = new();

    public SignalOptions Signals { get; init; } = new();

    public IReadOnlyList<ScriptEntry> Script { get; init; } = [];

    /// <summary>Throws <see cref="SettingsException"/> with every fault, each with file, line, path, value and what would mend it.</summary>
    public static BuildingPlan Read(string path) => Read(path, out _);

    /// <summary>As <see cref="Read(string)"/>; <paramref name="places"/> are what a script of another file may name, known even where the description has faults.</summary>
    public static BuildingPlan Read(string path, out ScriptPlaces places)
    {
        // Assigned at once, because faults leave by an exception.
        places = ScriptPlaces.Unknown;
        ScriptPlaces? found = null;
        try
        {
            return SettingsFile.Read(path, DescriptionReader.Read, description => DescriptionRules.Faults(description, out found)).ToPlan();
        }
        finally
        {
            places = found ?? places;
        }
    }

    /// <summary>As <see cref="Read(string)"/>, of a text; <paramref name="file"/> only names it in faults.</summary>
    public static BuildingPlan Parse(string json, string? file = null) => SettingsFile.Parse(json, DescriptionReader.Read, description => DescriptionRules.Faults(description, out _), file).ToPlan();

    /// <summary>The building; throws <see cref="BuildingException"/> when no layout can have these counts.</summary>
    public BuildingPlan ToPlan()
    {
        var plan = Layout is { } layout
            ? BuildingGenerator.Generate(layout with { CommunityId = Id, CommunityName = Name, Seed = Seed, People = People, Signals = Signals })
            : new BuildingPlan(new Community(Id, Name, Floors), [.. Gateways.Select(gateway => gateway.ToWiring(Floors))]) { People = People, Signals = Signals };
        return plan with { UtcOffset = TimeSpan.FromHours(UtcOffsetHours), Seed = Seed, Script = Script };
    }
}
