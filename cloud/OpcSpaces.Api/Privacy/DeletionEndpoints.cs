using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Answers.Paging;
using OpcSpaces.Answers.Privacy;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Paging;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;
using OpcSpaces.Storage.Deletions;

namespace OpcSpaces.Api.Privacy;

/// <summary>The log of what was deleted because its retention had ended: kind, span, count and rule, never content.</summary>
internal static class DeletionEndpoints
{
    public static void MapDeletions(this RouteGroupBuilder api)
    {
        var deletions = api.MapGroup("").WithTags("Privacy");
        deletions.MapGet("/deletions", ([AsParameters] PageRequest page, DeletionLog log) => List(null, page, log)).WithName("ListAllDeletions").WithSummary("What was deleted because its retention had ended, newest first").Produces<Page<DeletionEntry>>().Needs(Right.ReadInstallation);
        deletions.MapGet("/communities/{community}/deletions", (string community, [AsParameters] PageRequest page, DeletionLog log) => List(community, page, log)).WithName("ListDeletions").WithSummary("What was deleted of a community because its retention had ended, newest first").Produces<Page<DeletionEntry>>().Needs(Right.ReadChanges);
    }

    private static IResult List(string? community, in PageRequest page, DeletionLog log)
    {
        var faults = new List<Fault>();
        var (limit, before) = (page.LimitOr(faults), page.PositionOr(faults));
        return faults.Count > 0 ? Problem.Wrong(faults) : TypedResults.Ok(PageRequest.PageOf([.. log.Read(community, before, limit + 1).Select(Answer)], limit, entry => entry.Id));
    }

    private static DeletionEntry Answer(LoggedDeletion logged) => new(
        logged.Id, logged.At, logged.Deletion.Kind, logged.Deletion.Community, logged.Deletion.From, logged.Deletion.To, logged.Deletion.Count, logged.Deletion.Rule);
}
