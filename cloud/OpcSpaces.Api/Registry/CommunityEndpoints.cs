using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Answers.Paging;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Conditions;
using OpcSpaces.Api.Documents;
using OpcSpaces.Api.Paging;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Registry;

/// <summary>Which communities there are: those that the caller sees.</summary>
internal static class CommunityEndpoints
{
    private const string Given = "given";

    public static void MapCommunities(this RouteGroupBuilder api)
    {
        api.MapGet("/communities", List).WithName("ListCommunities").WithTags("Communities").WithSummary("The communities that you see").Produces<Page<CommunityFacts>>().NeedsSignIn();
        api.MapGet("/communities/{community}", Get).WithName("GetCommunity").WithTags("Communities").WithSummary("One community").Produces<CommunityFacts>().Needs(Right.ReadPlaces);
        api.MapPut("/communities/{community}/desk-figures", Switch).WithName("SwitchDeskFigures").WithTags("Communities").WithSummary("Switch figures of single desks off or on, for everybody").WithMetadata(new DescribedBody(typeof(DeskFiguresSwitch))).Changes().Needs(Right.ChangeRegistry);
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

    private static async Task<IResult> Switch(string community, string? why, HttpContext http, RegistryBook book, RegistryStore store)
    {
        var (at, faults) = (book.Read(community), new List<Fault>());
        if (at.Community is not { } facts) return Problem.NotFound();
        if (!ETags.TryReadCondition(http, at.Version, exists: true, out var basedOn, out var refusal)) return refusal;
        if ((await JsonBody.ReadAsync(http, faults) is { } json ? Read(json, faults) : null) is not { } isGiven) return Problem.Wrong(faults);
        return CommitAnswers.Of(http, store.Commit(new RegistryEdit(http.Caller().Id, why ?? $"figures of desks switched {(isGiven ? "on" : "off")}") { Put = [facts with { DeskFigures = isGiven }], BasedOn = basedOn }));
    }

    private static bool? Read(JsonElement json, List<Fault> faults)
    {
        var members = json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().ToList() : [];
        foreach (var member in members.Where(member => member.Name != Given)) faults.Add(new Fault(member.Name, member.Value.ValueKind.ToString(), $"there is no such field: send {{\"{Given}\": false}}"));
        var value = members.FirstOrDefault(member => member.Name == Given).Value;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return faults.Count == 0 ? value.GetBoolean() : null;
        faults.Add(new Fault(Given, value.ValueKind == JsonValueKind.Undefined ? null : value.GetRawText(), "send true or false"));
        return null;
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

/// <summary>Whether figures of single desks are given.</summary>
/// <param name="Given">False: nobody gets any, whatever the role. Figures of zones remain.</param>
internal sealed record DeskFiguresSwitch(bool Given);
