using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Rights;

/// <summary>
/// What a route asks of its caller; every route has exactly one, or the host does not start (<see cref="RouteRules"/>). The target of the right
/// is what the route names: its parameters <c>community</c>, <c>district</c>, <c>tenant</c> and <c>floor</c>.
/// </summary>
/// <param name="Kind">How the caller is checked.</param>
/// <param name="Rights">The rights of which one is enough; several only where the answer differs by right.</param>
public sealed record AccessRule(AccessKind Kind, params IReadOnlyList<Right> Rights);

/// <summary>How the caller of a route is checked.</summary>
public enum AccessKind
{
    /// <summary>Anybody, also without sign-in.</summary>
    Open,

    /// <summary>Anybody who has signed in; the answer contains only what the caller may see.</summary>
    SignedIn,

    /// <summary>Who has one of the rights for what the route names.</summary>
    Right,

    /// <summary>Who has one of the rights for at least a part of what the route names, as a tenant for itself; the answer contains only that part.</summary>
    RightForSome,

    /// <summary>The route checks by itself, with a secret of its own.</summary>
    OwnSecret,
}
