using Microsoft.AspNetCore.Http;

namespace OpcSpaces.Dashboards.Languages;

/// <summary>Light or dark, as the visitor chose; without a choice the system decides.</summary>
public static class PageTheme
{
    /// <summary>The cookie that keeps a visitor's choice.</summary>
    public const string Cookie = "opcspaces-theme";

    public const string Light = "light";
    public const string Dark = "dark";

    /// <summary>The choice; null where the system decides.</summary>
    public static string? Of(HttpRequest? request) => request?.Cookies[Cookie] is var theme and (Light or Dark) ? theme : null;
}
