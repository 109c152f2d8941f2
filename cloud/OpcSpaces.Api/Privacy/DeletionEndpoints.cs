using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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
        return faults.Count > 0 ? Problem.Wrong(faults) : TypedResults.Ok(PageRequest.PageOf([.. log.Read(community, before, limit + 1).Select(DeletionEntry.Of)], limit, entry => entry.Id));
    }
}

/// <summary>That something was deleted.</summary>
/// <param name="Id">Grows with each entry.</param>
/// <param name="At">When it was logged, right after it was done.</param>
/// <param name="Kind">What kind of data, such as <c>raw-readings</c>.</param>
/// <param name="Community">Of which community; empty where it was of no single one.</param>
/// <param name="From">The first time of what was deleted; null where nobody knows.</param>
/// <param name="To">The last time, or where it is not known the time before which everything was deleted.</param>
/// <param name="Count">How many entries, readings or records; null where the server does not say, and in the log of a community for what was of no single one.</param>
/// <param name="Rule">The setting that asked for it with its value, such as <c>privacy.rawDays=30</c>.</param>
internal sealed record DeletionEntry(long Id, DateTimeOffset At, string Kind, string Community, DateTimeOffset? From, DateTimeOffset To, long? Count, string Rule)
{
    public static DeletionEntry Of(LoggedDeletion logged) => new(
        logged.Id, logged.At, logged.Deletion.Kind, logged.Deletion.Community, logged.Deletion.From, logged.Deletion.To, logged.Deletion.Count, logged.Deletion.Rule);
}
