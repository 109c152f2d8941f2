using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Api.Conditions;
using OpcSpaces.Api.Paging;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Registry;

/// <summary>Which communities there are: those that the caller sees.</summary>
internal static class CommunityEndpoints
{
    public static void MapCommunities(this RouteGroupBuilder api)
    {
        api.MapGet("/communities", List).WithName("ListCommunities").WithTags("Communities").WithSummary("The communities that you see").Produces<Page<CommunityFacts>>().NeedsSignIn();
        api.MapGet("/communities/{community}", Get).WithName("GetCommunity").WithTags("Communities").WithSummary("One community").Produces<CommunityFacts>().Needs(Right.ReadPlaces);
        api.MapGet("/districts", Districts).WithName("ListDistricts").WithTags("Communities").WithSummary("The districts in which you see communities").Produces<Page<District>>().NeedsSignIn();
    }

    private static IResult List([AsParameters] PageRequest page, HttpContext http, RegistryBook book)
    {
        var at = book.ReadAll();
        var faults = page.TryCut(Seen(at, http.Caller()), community => community.Id, out var cut);
        return faults.Count > 0 ? Problem.Wrong(faults) : ETags.Ok(http, at.Version, cut!);
    }

    private static IResult Get(string community, HttpContext http, RegistryBook book)
    {
        var at = book.Read(community);
        return at.Community is { } found ? ETags.Ok(http, at.Version, found) : Problem.NotFound();
    }

    private static IResult Districts([AsParameters] PageRequest page, HttpContext http, RegistryBook book)
    {
        var at = book.ReadAll();
        var seen = Seen(at, http.Caller()).Select(community => community.District).ToHashSet(StringComparer.Ordinal);
        var faults = page.TryCut(at.Rows.Of<District>().Where(district => seen.Contains(district.Id) || http.Caller().May(Right.ReadPlaces, new AccessTarget(District: district.Id))), district => district.Id, out var cut);
        return faults.Count > 0 ? Problem.Wrong(faults) : ETags.Ok(http, at.Version, cut!);
    }

    private static IEnumerable<CommunityFacts> Seen(RegistryPage at, Caller caller) =>
        at.Rows.Of<CommunityFacts>().Where(community => caller.May(Right.ReadPlaces, new AccessTarget(community.Id, community.District)));
}
