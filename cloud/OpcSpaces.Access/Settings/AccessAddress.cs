namespace OpcSpaces.Access.Settings;

/// <summary>The address of the pages, for links in the log and on the command line.</summary>
/// <param name="Url">Such as <c>http://127.0.0.1:8080</c>, without a slash at its end.</param>
public sealed record AccessAddress(string Url);

/// <summary>Addresses that the pages and the API of this project share.</summary>
public static class AccessPaths
{
    /// <summary>Where people sign in.</summary>
    public const string SignIn = "/sign-in";

    /// <summary>Where a link is opened that works once; its secret is the parameter <c>secret</c>.</summary>
    public const string Link = "/sign-in/link";

    /// <summary>Where the sign-in at an issuer begins.</summary>
    public const string OpenId = "/sign-in/openid";

    /// <summary>Where a display exchanges its secret for a cookie; the secret is the parameter <c>secret</c>.</summary>
    public const string Display = "/display";
}
