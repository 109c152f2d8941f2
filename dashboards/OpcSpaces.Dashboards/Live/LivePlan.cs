using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Dashboards.Live;

/// <summary>The communities as they are drawn, and a version that tells an open page that the drawing has changed.</summary>
/// <param name="Communities">Each with its floors, zones and desks; their ids differ.</param>
/// <param name="Version">Changes whenever <paramref name="Communities"/> does.</param>
public sealed record LivePlan(IReadOnlyList<Community> Communities, string Version)
{
    /// <summary>All floors, the communities one after another.</summary>
    public IEnumerable<LiveFloor> Floors => Communities.SelectMany(community => community.Floors.Select(floor => new LiveFloor(community, floor)));

    /// <summary>The floors that both names fit; a name that is null fits every floor.</summary>
    public IReadOnlyList<LiveFloor> Find(string? communityId, string? floorId) =>
    [
        .. Floors.Where(place => (communityId is null || place.Community.Id == communityId) && (floorId is null || place.Floor.Id == floorId)),
    ];
}
