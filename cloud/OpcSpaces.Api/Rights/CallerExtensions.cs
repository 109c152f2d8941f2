using Microsoft.AspNetCore.Http;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Rights;

/// <summary>The caller of a request whose route's rule was checked.</summary>
public static class CallerExtensions
{
    public static Caller Caller(this HttpContext context) => context.Features.Get<Caller>() ?? Model.Access.Caller.Nobody;

    /// <summary>Whether the caller has a right to what the route names, beyond the one that the route asks for.</summary>
    public static bool May(this HttpContext context, Right right) => context.Features.Get<NamedTarget>() is { } named && context.Caller().May(right, named.Target);
}

/// <summary>What the route of a request names.</summary>
internal sealed record NamedTarget(AccessTarget Target);
