using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OpcSpaces.Access.Http;

/// <summary>What the API description says of a route.</summary>
internal static class RouteAbout
{
    /// <param name="route">The route.</param>
    /// <param name="name">Its operation, such as <c>ListAccounts</c>.</param>
    /// <param name="summary">What it does, in a few words.</param>
    public static RouteHandlerBuilder About(this RouteHandlerBuilder route, string name, string summary) => route.WithName(name).WithSummary(summary).WithTags("Access");
}
