using Microsoft.AspNetCore.Http.HttpResults;
using OpcSpaces.Api.Problems;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Rights;

/// <summary>Checks rules against callers, for routes and for the tools of agents. Thread-safe.</summary>
internal sealed class RightsCheck(IDistricts districts)
{
    /// <summary>A community as the target of a right.</summary>
    public AccessTarget TargetOf(string community) => new(community, districts.Find(community));

    /// <summary>Why the caller may not; null when it may.</summary>
    public static ProblemHttpResult? Refusal(AccessRule rule, Caller caller, in AccessTarget target)
    {
        if (rule.Kind is AccessKind.Open or AccessKind.OwnSecret) return null;
        if (caller.Id.Length == 0) return Problem.SignIn();
        if (rule.Kind == AccessKind.SignedIn) return null;
        foreach (var right in rule.Rights)
        {
            if (rule.Kind == AccessKind.RightForSome ? caller.MaySome(right, target) : caller.May(right, target)) return null;
        }

        // Somebody who sees the place learns that a right is missing; anybody else, that there is nothing.
        return target.Community is null && target.District is null || caller.May(Right.ReadPlaces, target with { Tenant = null }) ? Problem.Forbidden() : Problem.NotFound();
    }
}
