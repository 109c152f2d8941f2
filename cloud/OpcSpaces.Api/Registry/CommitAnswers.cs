using Microsoft.AspNetCore.Http;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Answers.Registry;
using OpcSpaces.Api.Conditions;
using OpcSpaces.Api.Problems;
using OpcSpaces.Registry.Committing;

namespace OpcSpaces.Api.Registry;

/// <summary>What became of a change of the registry, as an answer.</summary>
internal static class CommitAnswers
{
    public static IResult Of(HttpContext http, CommitOutcome outcome)
    {
        switch (outcome)
        {
            case Committed done:
                http.Response.Headers.ETag = ETags.TagOf(http, done.Version);
                return TypedResults.Ok(new ChangeResult(done.Version, done.Added, done.Changed, done.Removed));
            case Unchanged same:
                http.Response.Headers.ETag = ETags.TagOf(http, same.Version);
                return TypedResults.Ok(new ChangeResult(same.Version, 0, 0, 0));
            case WouldCommit would:
                return TypedResults.Ok(new ChangeResult(null, would.Added, would.Changed, would.Removed));
            case Refused refused:
                return Problem.Refused(
                    $"{refused.Faults.Count} rules forbid it.", [.. refused.Faults.Kept.Select(fault => new Fault(fault.Field is null ? $"{fault.Table} {fault.Key}" : $"{fault.Table} {fault.Key} {fault.Field}", fault.Value, fault.Fix))]);
            case Conflicting conflicting:
                return Problem.Changed(string.Join(" ", conflicting.Conflicts.Select(conflict => $"{conflict}.")));
            case NothingToUndo nothing:
                return Problem.Conflict(nothing.Why);
            default:
                throw new InvalidOperationException($"{outcome.GetType()} has no answer.");
        }
    }
}
