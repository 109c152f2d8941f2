using OpcSpaces.Model.Access;

namespace OpcSpaces.Dashboards.Live;

/// <summary>What a caller may see of the live board. The host implements it over its rights.</summary>
public interface ILiveSight
{
    /// <summary>The floors that the caller may see live; communities without one are left out.</summary>
    LivePlan Plan(Caller caller, LivePlan plan);

    /// <summary>A snapshot without what the caller may not see.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="floor">What the snapshot is of; null for everything.</param>
    /// <param name="snapshot">As the board has it.</param>
    LiveSnapshot Snapshot(Caller caller, LiveFloor? floor, LiveSnapshot snapshot);

    /// <summary>The troubles that the caller may know of.</summary>
    IReadOnlyList<LiveTrouble> Troubles(Caller caller, IReadOnlyList<LiveTrouble> troubles);
}
