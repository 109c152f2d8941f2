namespace OpcSpaces.Cloud.Hosting;

/// <summary>
/// Answers HEAD as GET without the body (RFC 9110 §9.3.2), for all pages and the API: monitors and proxies ask that way whether a page is
/// there. Kestrel leaves the body out by itself.
/// </summary>
internal static class HeadRequests
{
    private static readonly object Mark = new();

    public static IApplicationBuilder UseHeadRequests(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Items[Mark] = true;
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });

    /// <summary>Whether the client asked with HEAD; what would never end by itself has to end then.</summary>
    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(Mark);
}
