using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Scripts.Files;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>
/// A description file as it was read: either a <see cref="Layout"/> in counts, from which a building is generated, or
/// <see cref="Floors"/> and <see cref="Gateways"/> that were drawn by hand.
/// </summary>
internal sealed record CommunityDescription
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public double UtcOffsetHours { get; init; } = BuildingPlan.DefaultUtcOffset.TotalHours;

    public int Seed { get; init; } = 1;

    /// <summary>Null when the community is drawn by hand.</summary>
    public BuildingOptions? Layout { get; init; }

    public IReadOnlyList<Floor> Floors { get; init; } = [];

    public IReadOnlyList<DescribedGateway> Gateways { get; init; } = [];

    public PeopleMix People { get; init; } = new();

    public SignalOptions Signals { get; init; } = new();

    public TenancyOptions Tenancy { get; init; } = new();

    /// <summary>The kinds of desks and rooms, and where they are.</summary>
    public IReadOnlyList<DescribedKind> Kinds { get; init; } = [];

    public IReadOnlyList<ScriptEntry> Script { get; init; } = [];

    /// <summary>Throws <see cref="SettingsException"/> with every fault, each with file, line, path, value and fix.</summary>
    /// <param name="path">The file.</param>
    /// <param name="seed">Replaces the seed of the file; null to keep it.</param>
    public static BuildingPlan Read(string path, int? seed = null)
    {
        var description = SettingsFile.Read(path, DescriptionReader.Read, description => DescriptionRules.Faults(description, out _));
        return (seed is { } other ? description with { Seed = other } : description).ToPlan();
    }

    /// <summary>
    /// Like <see cref="Read(string, int?)"/>; <paramref name="places"/> are the places that the script of another file may name. They are
    /// known, as far as possible, even when the description has faults.
    /// </summary>
    public static BuildingPlan Read(string path, out ScriptPlaces places)
    {
        // Assigned before anything can throw.
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

    /// <summary>Like <see cref="Read(string, int?)"/>, from a text; <paramref name="file"/> is only named in faults.</summary>
    public static BuildingPlan Parse(string json, string? file = null) =>
        SettingsFile.Parse(json, DescriptionReader.Read, description => DescriptionRules.Faults(description, out _), file).ToPlan();

    /// <summary>The building; throws <see cref="BuildingException"/> when no building can have these counts.</summary>
    public BuildingPlan ToPlan()
    {
        var plan = Layout is { } layout
            ? BuildingGenerator.Generate(layout with { CommunityId = Id, CommunityName = Name, Seed = Seed, People = People, Signals = Signals })
            : new BuildingPlan(new Community(Id, Name, Floors), [.. Gateways.Select(gateway => gateway.ToWiring(Floors))]) { People = People, Signals = Signals };
        return plan with { UtcOffset = TimeSpan.FromHours(UtcOffsetHours), Seed = Seed, Script = Script, Tenancy = Tenancy, Kinds = PlaceKinds.Of(Kinds, plan.Community, Seed) };
    }
}

/// <summary>A gateway that was drawn by hand: its id and every sensor on it.</summary>
internal sealed record DescribedGateway(string Id, IReadOnlyList<WiredPoint> Sensors)
{
    public GatewayWiring ToWiring(IReadOnlyList<Floor> floors)
    {
        var mine = Sensors.Select(sensor => sensor.ZoneId).ToHashSet();
        return new GatewayWiring(Id, [.. floors.SelectMany(floor => floor.Zones).Where(zone => mine.Contains(zone.Id))], Sensors);
    }
}
