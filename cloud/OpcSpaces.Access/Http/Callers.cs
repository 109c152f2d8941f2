using Microsoft.AspNetCore.Http;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Displays;
using OpcSpaces.Access.Keys;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Settings;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Http;

/// <summary>
/// Who sends a request. A key in <c>Authorization: Bearer</c> counts before cookies, and a session before a display. A cookie does not count where
/// another site may have made the browser send it (<see cref="OwnPages"/>), and that of a display counts for reading alone.
/// </summary>
internal sealed class Callers(SessionStore sessions, KeyStore keys, DisplayStore displays, AccessCookies cookies, AccessOptions options) : ICallers
{
    private const string Scheme = "Bearer ";

    public ValueTask<Caller> FindAsync(HttpContext context)
    {
        var known = Find(context.Request);
        context.Features.Set(known);
        return ValueTask.FromResult(known?.Caller ?? Caller.Nobody);
    }

    public bool IsStrange(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Authorization is [{ } authorization]) return KeyIn(authorization) is { } key && keys.IsStrange(key);
        if (!OwnPages.Sent(request)) return false;
        if (cookies.Session(request) is { } session && sessions.IsKnown(session)) return false;
        return (cookies.Session(request) is { } other && sessions.IsStrange(other)) || (HttpMethods.IsGet(request.Method) && cookies.Display(request) is { } display && displays.IsStrange(display));
    }

    private static string? KeyIn(string authorization) => authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : null;

    private KnownCaller? Find(HttpRequest request)
    {
        if (request.Headers.Authorization is [{ } authorization]) return KeyIn(authorization) is { } key ? keys.Find(key) : null;
        if (!OwnPages.Sent(request)) return null;
        var isLook = request.HttpContext.Features.Get<Look>() is not null;
        return (cookies.Session(request) is { } session ? isLook ? sessions.Look(session) : sessions.Find(session) : null)
            ?? (HttpMethods.IsGet(request.Method) && cookies.Display(request) is { } display ? displays.Find(display) : null)
            ?? (options.DemoVisitor ? DemoVisitor.Find(request) : null);
    }
}

/// <summary>
/// A feature of a request that has been answered in part and goes on: who sends it is asked again, to see whether its session has ended, and that is no
/// use of the session. Without it, a page that is left open would keep its session for ever.
/// </summary>
public sealed class Look
{
    public static Look Only { get; } = new();
}

/// <summary>What the access log needs of a request.</summary>
public static class CallerRequests
{
    /// <summary>With what the caller came; null for nobody.</summary>
    public static KnownCaller? Known(this HttpContext context) => context.Features.Get<KnownCaller>();

    /// <summary>The network address that it came from.</summary>
    public static string Source(this HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    /// <summary>Who asks, and from where.</summary>
    public static Actor Actor(this HttpContext context) => new(context.Caller().Id, context.Source());
}
