using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>
/// A building: its plan for the cloud, the wiring of its gateways, its people, the settings of its sensors, and its faults and
/// frauds.
/// </summary>
public sealed record BuildingPlan(Community Community, IReadOnlyList<GatewayWiring> Gateways)
{
    /// <summary>The offset of China.</summary>
    public static readonly TimeSpan DefaultUtcOffset = TimeSpan.FromHours(8);

    public PeopleMix People { get; init; } = new();

    public SignalOptions Signals { get; init; } = new();

    /// <summary>The desks and rooms that are special in some way.</summary>
    public PlaceKinds Kinds { get; init; } = PlaceKinds.None;

    /// <summary>Who has its desks.</summary>
    public TenancyOptions Tenancy { get; init; } = new();

    /// <summary>By how much the people's clock is ahead of UTC. There is no summer time; China has had none since 1991.</summary>
    public TimeSpan UtcOffset { get; init; } = DefaultUtcOffset;

    /// <summary>The seed of the people and of everything else that is random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The faults and frauds that happen in it.</summary>
    public IReadOnlyList<ScriptEntry> Script { get; init; } = [];

    /// <summary>How the building differs from the one that was asked for; each remark is a sentence.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    public int Desks => Community.Zones.Sum(zone => zone.Desks.Count);

    public int Meters => Community.Zones.Sum(zone => zone.Meters.Count);
}
