using OpcSpaces.Model.Access;
using OpcSpaces.Model.Presence;

namespace OpcSpaces.Api.Mcp;

/// <summary>Knows the live state of desks. Implemented where the live board is. Thread-safe.</summary>
public interface IDesksNow
{
    /// <summary>The desks of a community on the floors that the caller may see live; none of a community that there is not.</summary>
    IReadOnlyList<DeskNow> Read(Caller caller, string community);
}

/// <summary>A desk at this moment.</summary>
/// <param name="Floor">The id of its floor.</param>
/// <param name="Zone">The id of its zone.</param>
/// <param name="Desk">Its id in the zone.</param>
/// <param name="State">What is known of it.</param>
/// <param name="Since">Since when the state holds; null where it is unknown.</param>
public sealed record DeskNow(string Floor, string Zone, string Desk, DeskState State, DateTimeOffset? Since);
