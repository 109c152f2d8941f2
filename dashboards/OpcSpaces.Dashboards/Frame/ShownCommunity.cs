using OpcSpaces.Model.Access;

namespace OpcSpaces.Dashboards.Frame;

/// <summary>Knows the communities that a caller may open. The host implements it; every page asks, so it never waits for a store. Safe from any thread.</summary>
public interface ICommunityList
{
    /// <summary>The communities in which the caller has a role, by name.</summary>
    IReadOnlyList<ShownCommunity> OpenTo(Caller caller);
}

/// <summary>A community as the frame offers it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="District">The id of its district; null where the registry does not have the community.</param>
/// <param name="TimeZone">Its time zone, a name of the IANA database; null where nobody has entered it.</param>
/// <param name="GivesDesks">Whether it gives figures of single desks to anybody.</param>
public sealed record ShownCommunity(string Id, string Name, string? District, string? TimeZone, bool GivesDesks)
{
    /// <summary>As the target of a right.</summary>
    public AccessTarget Target => new(Id, District, GivesDesks: GivesDesks);
}
