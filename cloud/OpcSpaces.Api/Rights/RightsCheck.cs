using Microsoft.AspNetCore.Http.HttpResults;
using OpcSpaces.Api.Problems;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Rights;

/// <summary>Checks rules against callers, for routes and for the tools of agents. Thread-safe.</summary>
internal sealed class RightsCheck(ICommunities communities)
{
    /// <summary>A community as the target of a right.</summary>
    public AccessTarget TargetOf(string community) => new(community, communities.DistrictOf(community), GivesDesks: communities.GivesDesks(community));

    /// <summary>Why the caller may not; null when it may.</summary>
    public static ProblemHttpResult? Refusal(AccessRule rule, Caller caller, in AccessTarget target)
    {
        if (rule.Kind is AccessKind.Open or AccessKind.OwnSecret) return null;
        if (caller.Id.Length == 0) return Problem.SignIn();
        if (rule.Kind == AccessKind.SignedIn) return null;
        if (May(rule, caller, target)) return null;
        if (!target.GivesDesks && May(rule, caller, target with { GivesDesks = true })) return Problem.DesksAreOff();
        // Somebody who sees the place learns that a right is missing; anybody else, that there is nothing.
        return target.Community is null && target.District is null || caller.May(Right.ReadPlaces, target with { Tenant = null }) ? Problem.Forbidden() : Problem.NotFound();
    }

    private static bool May(AccessRule rule, Caller caller, AccessTarget target) =>
        rule.Rights.Any(right => rule.Kind == AccessKind.RightForSome ? caller.MaySome(right, target) : caller.May(right, target));
}
