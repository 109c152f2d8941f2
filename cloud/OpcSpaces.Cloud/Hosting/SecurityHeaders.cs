namespace OpcSpaces.Cloud.Hosting;

/// <summary>The response headers of every page: no copies, nothing is loaded from elsewhere, no inline script, no framing (OWASP ASVS 5.0 V3).</summary>
internal static class SecurityHeaders
{
    // The parts of Radzen place themselves by style attributes; no style element and no other sheet is let in by that.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin"; // With no-referrer, browsers would hide where our own forms come from.
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        context.Response.OnStarting(static state =>
        {
            ForbidCopies(((HttpContext)state).Response);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    // A proxy or a browser that keeps a page or a status shows it when it is no longer true. Files have versions, and live data headers of their own.
    private static void ForbidCopies(HttpResponse response)
    {
        var isFile = response.Headers.ETag.Count > 0;
        if (!isFile && response.Headers.CacheControl.Count == 0) response.Headers.CacheControl = "no-store";
    }
}
