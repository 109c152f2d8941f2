using Microsoft.AspNetCore.Builder;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Rights;

/// <summary>Says which rule a route has.</summary>
public static class RightsConventions
{
    /// <summary>The caller needs one of these rights for what the route names.</summary>
    public static T Needs<T>(this T route, params Right[] rights)
        where T : IEndpointConventionBuilder => route.WithRule(new AccessRule(AccessKind.Right, rights));

    /// <summary>The caller needs one of these rights for at least a part of what the route names; the route answers with that part alone.</summary>
    public static T NeedsForSome<T>(this T route, params Right[] rights)
        where T : IEndpointConventionBuilder => route.WithRule(new AccessRule(AccessKind.RightForSome, rights));

    /// <summary>Anybody who has signed in may ask; the route answers with what the caller may see.</summary>
    public static T NeedsSignIn<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithRule(new AccessRule(AccessKind.SignedIn));

    /// <summary>Anybody may ask. There must be a reason beside each use.</summary>
    public static T IsOpen<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithRule(new AccessRule(AccessKind.Open));

    /// <summary>The route checks a secret of its own.</summary>
    public static T ChecksItself<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithRule(new AccessRule(AccessKind.OwnSecret));

    // Once, also when a group gave one before: the one closest to the route counts.
    private static T WithRule<T>(this T route, AccessRule rule)
        where T : IEndpointConventionBuilder
    {
        route.Add(endpoint =>
        {
            foreach (var former in endpoint.Metadata.OfType<AccessRule>().ToList()) endpoint.Metadata.Remove(former);
            endpoint.Metadata.Add(rule);
        });
        return route;
    }
}
