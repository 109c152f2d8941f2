using Microsoft.AspNetCore.Http;
using OpcSpaces.Dashboards.Languages;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Dashboards.Frame;

/// <summary>Who looks at a page, and where it is. The layout cascades it to its page.</summary>
/// <param name="Caller">Who looks.</param>
/// <param name="Communities">The communities that the caller may open, by name.</param>
/// <param name="Community">The community that the address names, else the one that was seen last, else the first; null where there is none.</param>
public sealed record Here(Caller Caller, IReadOnlyList<ShownCommunity> Communities, ShownCommunity? Community)
{
    /// <summary>The cookie that keeps which community was seen last.</summary>
    public const string Cookie = "opcspaces-community";

    /// <summary>Where nobody has signed in.</summary>
    public static Here Nowhere { get; } = new(Caller.Nobody, [], null);

    /// <summary>Writes times in the community's time zone.</summary>
    public CommunityTime Time { get; } = new(Community?.TimeZone);

    /// <summary>Whether a display on a wall looks, which needs no way to other pages.</summary>
    public bool IsWall => Caller.Grants.Count > 0 && Caller.Grants.All(grant => grant.Role == Role.Display);

    /// <summary>Of a request whose rights were checked.</summary>
    public static Here Of(HttpContext? http, ICommunityList communities)
    {
        if (http?.Features.Get<Caller>() is not { Id.Length: > 0 } caller) return Nowhere;
        var own = communities.OpenTo(caller);
        var named = http.Request.RouteValues["community"] as string ?? http.Request.RouteValues["CommunityId"] as string;
        return new(caller, own, own.FirstOrDefault(one => one.Id == named) ?? own.FirstOrDefault(one => named is null && one.Id == http.Request.Cookies[Cookie]) ?? own.FirstOrDefault(_ => named is null));
    }
}
