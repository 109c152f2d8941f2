using Microsoft.AspNetCore.Http;
using OpcSpaces.Access.Settings;

namespace OpcSpaces.Access.Http;

/// <summary>
/// The cookies of sessions and displays. Over https they have the prefix <c>__Host-</c>: browsers take them from this host alone, over https
/// alone (RFC 6265bis §4.1.3.2). Scripts cannot read them.
/// </summary>
public sealed class AccessCookies(AccessOptions options)
{
    private const string SessionName = "opcspaces-session";
    private const string DisplayName = "opcspaces-display";
    private const string HostPrefix = "__Host-";

    // Browsers keep none longer.
    private static readonly TimeSpan DisplayLasts = TimeSpan.FromDays(400);

    public string? Session(HttpRequest request) => request.Cookies[NameOf(request, SessionName)];

    public string? Display(HttpRequest request) => request.Cookies[NameOf(request, DisplayName)];

    public void SetSession(HttpContext context, string secret) => Set(context, SessionName, secret, TimeSpan.FromHours(options.SessionHours));

    public void SetDisplay(HttpContext context, string secret) => Set(context, DisplayName, secret, DisplayLasts);

    public void DeleteSession(HttpContext context) => context.Response.Cookies.Delete(NameOf(context.Request, SessionName), Options(context.Request));

    private void Set(HttpContext context, string name, string secret, TimeSpan lasts)
    {
        var cookie = Options(context.Request);
        cookie.MaxAge = lasts;
        context.Response.Cookies.Append(NameOf(context.Request, name), secret, cookie);
    }

    // Lax, so that a link in a message opens a page of somebody who has signed in; what changes something is checked by OwnPages.
    private CookieOptions Options(HttpRequest request) => new() { HttpOnly = true, Secure = IsHttps(request), SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };

    private string NameOf(HttpRequest request, string name) => IsHttps(request) ? HostPrefix + name : name;

    // A proxy speaks http to this program, and https to browsers.
    private bool IsHttps(HttpRequest request) => request.IsHttps || options.PublicUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
}
