using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
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

    /// <summary>The answer, or what is wrong with the question.</summary>
    /// <exception cref="McpException">There is none.</exception>
    public static T Told<T>(T? answer, IReadOnlyCollection<Fault> faults)
        where T : class => answer ?? throw new McpException(faults.Count == 0 ? Problem.NotFound().ProblemDetails.Detail! : string.Join(" ", faults.Select(fault => $"{fault.Field}: {fault.Fix}.")));
}
