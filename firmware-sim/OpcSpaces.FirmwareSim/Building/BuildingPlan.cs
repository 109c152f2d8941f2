using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>A building: its plan for the cloud, which gateway is wired to which points, what kinds of people are in it, how its sensors are set, and what goes wrong.</summary>
public sealed record BuildingPlan(Community Community, IReadOnlyList<GatewayWiring> Gateways)
{
    /// <summary>China's.</summary>
    public static readonly TimeSpan DefaultUtcOffset = TimeSpan.FromHours(8);

    public PeopleMix People { get; init; } = new();

    public SignalOptions Signals { get; init; } = new();

    /// <summary>By which the people's clock is ahead of UTC; without summer time, which China has not had since 1991.</summary>
    public TimeSpan UtcOffset { get; init; } = DefaultUtcOffset;

    /// <summary>Of the people and of everything else that is drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The faults and frauds that happen in it.</summary>
    public IReadOnlyList<ScriptEntry> Script { get; init; } = [];

    /// <summary>Where it is another building than the one that was asked for, each as a sentence.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    public int Desks => Community.Zones.Sum(zone => zone.Desks.Count);

    public int Meters => Community.Zones.Sum(zone => zone.Meters.Count);
}
