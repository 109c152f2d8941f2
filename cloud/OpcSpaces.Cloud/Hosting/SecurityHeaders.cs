using System.Reflection;
using Microsoft.AspNetCore.Components.Endpoints;
using OpcSpaces.Dashboards.Circuits;

namespace OpcSpaces.Cloud.Hosting;

/// <summary>The response headers of every page: no copies, nothing is loaded from elsewhere, no inline script, no framing (OWASP ASVS 5.0 V3).</summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // The parts of Radzen place themselves by style attributes; no style element and no other sheet is let in by that.
    private const string WithStyleAttributes = $"{ContentSecurityPolicy}; style-src-attr 'unsafe-inline'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin"; // With no-referrer, browsers would hide where our own forms come from.
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        context.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            if (HasRadzen(context)) context.Response.Headers.ContentSecurityPolicy = WithStyleAttributes;
            ForbidCopies(context.Response);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    private static bool HasRadzen(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.GetCustomAttribute<HasCircuitAttribute>() is { HasRadzen: true };

    // A proxy or a browser that keeps a page or a status shows it when it is no longer true. Files have versions, and live data headers of their own.
    private static void ForbidCopies(HttpResponse response)
    {
        var isFile = response.Headers.ETag.Count > 0;
        if (!isFile && response.Headers.CacheControl.Count == 0) response.Headers.CacheControl = "no-store";
    }
}
