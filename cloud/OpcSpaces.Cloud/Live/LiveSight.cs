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
        snapshot with { Gateways = SeesGateways(caller, floor) ? snapshot.Gateways : [], Troubles = Troubles(caller, snapshot.Troubles) };

    // What is behind the troubles, such as the address of a database, is for the administrator; that the plan is not true is for everybody.
    public IReadOnlyList<LiveTrouble> Troubles(Caller caller, IReadOnlyList<LiveTrouble> troubles) => caller.May(Right.ReadInstallation, AccessTarget.Everything)
        ? troubles
        : [.. troubles.Where(trouble => trouble.HidesPlan).Select(trouble => trouble with { Why = "", Fix = null })];

    /// <summary>Whether the live state of single desks of a community is shown to anybody.</summary>
    public bool GivesDesks(string community) => communities.GivesDesks(community);

    /// <summary>Whether the caller may see the live state of every floor.</summary>
    public static bool SeesAll(Caller caller) => caller.May(Right.ReadLive, AccessTarget.Everything);

    public LiveEvent Event(Caller caller, LiveFloor? floor, LiveEvent live) => new(
        live.Snapshot is { } snapshot ? Snapshot(caller, floor, snapshot) : null,
        live.Change is { Gateways: not null } change && !SeesGateways(caller, floor) ? change with { Gateways = null } : live.Change);

    private bool SeesGateways(Caller caller, LiveFloor? floor) => caller.May(Right.ReadGateways, floor is null ? AccessTarget.Everything : Target(floor.Community.Id, null));

    private AccessTarget Target(string community, string? floor) => new(community, communities.DistrictOf(community), Floor: floor);
}
