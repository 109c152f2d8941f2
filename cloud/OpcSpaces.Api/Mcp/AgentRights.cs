using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ModelContextProtocol;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Mcp;

/// <summary>The caller of a tool, and what it may: by the same check as the routes. A refusal is told to the agent in the words of the API.</summary>
internal sealed class AgentRights(IHttpContextAccessor http, RightsCheck check)
{
    public Caller Caller => http.HttpContext?.Caller() ?? Caller.Nobody;

    /// <exception cref="McpException">The caller has not the right, or must not know that the community exists.</exception>
    public void Demand(string community, Right right)
    {
        if (RightsCheck.Refusal(new AccessRule(AccessKind.Right, right), Caller, check.TargetOf(community)) is { } refusal) throw new McpException(refusal.ProblemDetails.Detail!);
    }

    /// <exception cref="McpException">The community gives no figures of single desks to anybody.</exception>
    public void DemandDesks(string community)
    {
        if (!check.TargetOf(community).GivesDesks) throw new McpException(Problem.DesksAreOff().ProblemDetails.Detail!);
    }

    /// <summary>Whether the caller has the right.</summary>
    public bool May(string community, Right right) => Caller.May(right, check.TargetOf(community));

    /// <summary>The answer, or what is wrong with the question.</summary>
    /// <param name="answer">Null for none.</param>
    /// <param name="faults">What is wrong with the question.</param>
    /// <param name="otherwise">Why there is no answer to a question without faults; null where what it is about does not exist.</param>
    /// <exception cref="McpException">There is none.</exception>
    public static T Told<T>(T? answer, IReadOnlyCollection<Fault> faults, ProblemHttpResult? otherwise = null)
        where T : class => answer ?? throw new McpException(faults.Count == 0 ? (otherwise ?? Problem.NotFound()).ProblemDetails.Detail! : string.Join(" ", faults.Select(fault => $"{fault.Field}: {fault.Fix}.")));
}
