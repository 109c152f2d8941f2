using Microsoft.AspNetCore.Routing;

namespace OpcSpaces.Api.Rights;

/// <summary>Finds routes that nobody has given a rule: a new route must not be open because somebody forgot it.</summary>
public static class RouteRules
{
    /// <summary>The routes without a rule, as <c>GET /api/v1/x</c>.</summary>
    /// <param name="routes">All routes of the host.</param>
    public static IReadOnlyList<string> Missing(IEnumerable<EndpointDataSource> routes) =>
        [.. routes.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(route => route.Metadata.GetMetadata<AccessRule>() is null).Select(NameOf).Distinct().Order(StringComparer.Ordinal)];

    /// <exception cref="InvalidOperationException">There are some; the message names them.</exception>
    public static void ThrowIfMissing(IEnumerable<EndpointDataSource> routes)
    {
        if (Missing(routes) is { Count: > 0 } missing)
            throw new InvalidOperationException($"Routes without an access rule: {string.Join(", ", missing)}. Give each one with Needs, NeedsSignIn, IsOpen or ChecksItself.");
    }

    /// <summary>The rule of a route.</summary>
    /// <exception cref="InvalidOperationException">Nobody has given it one.</exception>
    internal static AccessRule Of(RouteEndpoint route) => route.Metadata.GetMetadata<AccessRule>() ?? throw new InvalidOperationException($"{route.DisplayName} has no access rule.");

    /// <summary>Method and pattern of a route.</summary>
    public static string NameOf(RouteEndpoint route) =>
        $"{string.Join('|', route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"])} /{route.RoutePattern.RawText?.Trim('/')}";
}
