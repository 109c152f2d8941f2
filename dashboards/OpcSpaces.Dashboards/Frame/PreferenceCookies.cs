using Microsoft.AspNetCore.Http;

namespace OpcSpaces.Dashboards.Frame;

/// <summary>Cookies that keep what a visitor chose to see, such as the language. They hold nothing about a person.</summary>
internal static class PreferenceCookies
{
    // Browsers keep none longer.
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(400);

    public static void Keep(HttpContext http, string name, string value) => http.Response.Cookies.Append(
        name, value, new CookieOptions { MaxAge = Lasts, Path = "/", SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = http.Request.IsHttps, IsEssential = true });
}
