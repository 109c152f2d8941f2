using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Answers.Paging;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Answers.Registry;
using OpcSpaces.Api.Conditions;
using OpcSpaces.Api.Documents;
using OpcSpaces.Api.Paging;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Registry;

/// <summary>Changes of a community that take effect together, and its audit trail: who changed what, when and why, and the former values.</summary>
internal static class ChangeEndpoints
{
    public static void MapChanges(this RouteGroupBuilder api)
    {
        var changes = api.MapGroup("/communities/{community}/changes").WithTags("Changes");
        changes.MapGet("", List).WithName("ListChanges").WithSummary("The audit trail, newest first").Produces<Page<LogEntry>>().Needs(Right.ReadChanges);
        changes.MapGet("/{version:long}", Get).WithName("GetChange").WithSummary("One version with former and new values").Produces<ChangeSet>().Needs(Right.ReadChanges);
        changes.MapPost("", Make).WithName("MakeChange").WithSummary("Change several rows together: all of it or nothing").WithMetadata(new DescribedBody(typeof(ChangeRequest))).Produces<ChangeResult>().ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity).Needs(Right.ChangeRegistry);
        changes.MapPost("/{version:long}/undo", Undo).WithName("UndoChange").WithSummary("Take a version back").Produces<ChangeResult>().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed).Needs(Right.ChangeRegistry);
    }

    private static IResult List(string community, [AsParameters] PageRequest page, RegistryReader reader)
    {
        var faults = new List<Fault>();
        var (limit, before) = (page.LimitOr(faults), page.PositionOr(faults));
        return faults.Count > 0 ? Problem.Wrong(faults) : TypedResults.Ok(PageRequest.PageOf(reader.LogOf(community, before, limit + 1), limit, entry => entry.Version));
    }

    private static IResult Get(string community, long version, RegistryReader reader) => Own(reader.ChangeSet(version), community) is { } set ? TypedResults.Ok(set) : Problem.NotFound();

    private static async Task<IResult> Make(string community, HttpContext http, RegistryBook book, RegistryStore store)
    {
        var page = book.Read(community);
        if (page.Community is null) return Problem.NotFound();
        var faults = new List<Fault>();
        if (await JsonBody.ReadAsync(http, faults) is not { } json || ChangeRequestReader.Read(json, community, http.Caller().Id, page.Version, faults) is not { } edit) return Problem.Wrong(faults);
        return CommitAnswers.Of(http, store.Commit(edit));
    }

    private static IResult Undo(string community, long version, string? why, HttpContext http, RegistryReader reader, RegistryStore store)
    {
        // Districts, communities themselves, and several communities at once belong to the installation: they are undone by its commands.
        if (reader.ChangeSet(version) is not { } whole || Own(whole, community) is not { } own) return Problem.NotFound();
        return own.Changes.Count < whole.Changes.Count || own.Changes.Any(change => !RegistryTables.OfCommunity.Contains(RegistryTables.Find(change.Table)!))
            ? Problem.Conflict($"Version {version} changed more than the tables of one community: undo it with opcspaces-cloud registry undo {version}.")
            : CommitAnswers.Of(http, store.Undo(version, http.Caller().Id, why ?? $"undo of version {version}"));
    }

    // What it changed in this community; null for nothing.
    private static ChangeSet? Own(ChangeSet? set, string community)
    {
        if (set is null) return null;
        var changes = set.Changes.Where(change => RegistryTables.CommunityOf(RegistryTables.Find(change.Table)!, change.Key) == community).ToList();
        return changes.Count == 0 ? null : set with { Changes = changes };
    }
}

/// <summary>Changes that take effect together.</summary>
/// <param name="Why">The reason, for the audit trail.</param>
/// <param name="Put">Rows to add or to replace, by table: <c>{"desks": [{…}]}</c>. The community may be left out in them.</param>
/// <param name="Remove">Keys of rows to remove, by table: <c>{"desks": ["open-3/desk/12"]}</c>.</param>
/// <param name="BasedOn">The version that you saw; a row that was changed since is a conflict. None overwrites.</param>
/// <param name="CheckOnly">Only says what it would do, and every fault.</param>
public sealed record ChangeRequest(
    string Why, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>>? Put = null, IReadOnlyDictionary<string, IReadOnlyList<string>>? Remove = null, long? BasedOn = null, bool CheckOnly = false);
