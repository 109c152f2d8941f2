using OpcSpaces.Cloud.Live;
using OpcSpaces.Dashboards.Frame;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Cloud.Access;

/// <summary>The communities of the registry, and those that only the live plan has, in which a caller has a role.</summary>
internal sealed class CommunityList(RegistryPlans registry, ILiveBoard board) : ICommunityList
{
    public IReadOnlyList<ShownCommunity> OpenTo(Caller caller)
    {
        var plans = registry.Current;
        var drawn = board.Plan.Communities.Where(community => !plans.Facts.ContainsKey(community.Id)).Select(community => new ShownCommunity(community.Id, community.Name, null, null, plans.GivesDesks(community.Id)));
        return
        [
            .. plans.Facts.Values.Select(facts => new ShownCommunity(facts.Id, facts.Name, facts.District, facts.TimeZone, plans.GivesDesks(facts.Id)))
                .Concat(drawn)
                .Where(community => caller.Grants.Any(grant => grant.Covers(community.Target with { Floor = grant.Part })))
                .OrderBy(community => community.Name, StringComparer.Ordinal),
        ];
    }
}
