using OpcSpaces.Api.Rights;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Cloud.Live;

/// <summary>What a caller sees of the live state: the floors that it may see live, their gateways where it may see those, and what does not work.</summary>
internal sealed class LiveSight(ICommunities communities) : ILiveSight
{
    public LivePlan Plan(Caller caller, LivePlan plan)
    {
        if (SeesAll(caller)) return plan;
        return plan with
        {
            Communities =
            [
                .. plan.Communities
                    .Select(community => community with { Floors = [.. community.Floors.Where(floor => caller.May(Right.ReadLive, Target(community.Id, floor.Id)))] })
                    .Where(community => community.Floors.Count > 0),
            ],
        };
    }

    public LiveSnapshot Snapshot(Caller caller, LiveFloor? floor, LiveSnapshot snapshot) =>
        snapshot with
        {
            NewestReading = TellsReadings(caller, floor) ? snapshot.NewestReading : null,
            Gateways = SeesGateways(caller, floor) ? snapshot.Gateways : [],
            Troubles = Troubles(caller, snapshot.Troubles),
        };

    // What is behind the troubles, such as the address of a database, is for the administrator; that the plan is not true is for everybody.
    public IReadOnlyList<LiveTrouble> Troubles(Caller caller, IReadOnlyList<LiveTrouble> troubles) => caller.May(Right.ReadInstallation, AccessTarget.Everything)
        ? troubles
        : [.. troubles.Where(trouble => trouble.HidesPlan).Select(trouble => trouble with { Why = "", Fix = null })];

    /// <summary>Whether the live state of single desks of a community is shown to anybody.</summary>
    public bool GivesDesks(string community) => communities.GivesDesks(community);

    /// <summary>Whether the caller may see the live state of every floor.</summary>
    public static bool SeesAll(Caller caller) => caller.May(Right.ReadLive, AccessTarget.Everything);

    /// <summary>An event without what the caller may not see; null when nothing of it is left, because its time alone tells that something was measured.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="floor">What the event is of; null for everything.</param>
    /// <param name="live">As the board has it.</param>
    /// <param name="hadHistory">Whether the event before told of the past: its end is told too.</param>
    public LiveEvent? Event(Caller caller, LiveFloor? floor, LiveEvent live, bool hadHistory)
    {
        if (live.Snapshot is { } snapshot) return new(Snapshot(caller, floor, snapshot), null);
        if (live.Change is not { } change || SeesGateways(caller, floor)) return live;
        if (change is { Desks.Count: 0, Zones: null, History: null } && !hadHistory) return null;
        return new(null, change with { Gateways = null, NewestReading = TellsReadings(caller, floor) ? change.NewestReading : null });
    }

    // Where figures of desks are off, the time of the newest reading would tell when somebody came or went.
    private bool TellsReadings(Caller caller, LiveFloor? floor) => SeesGateways(caller, floor) || (floor is not null && GivesDesks(floor.Community.Id));

    private bool SeesGateways(Caller caller, LiveFloor? floor) => caller.May(Right.ReadGateways, floor is null ? AccessTarget.Everything : Target(floor.Community.Id, null));

    private AccessTarget Target(string community, string? floor) => new(community, communities.DistrictOf(community), Floor: floor);
}
