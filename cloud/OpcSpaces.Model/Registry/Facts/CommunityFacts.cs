using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>A community: the Sparkplug group of its gateways, with its place and its time zone.</summary>
[Table("communities", "community")]
public sealed record CommunityFacts(
    [Key, About("id; the Sparkplug group of its gateways"), Example("nanshan-hub")] string Id,
    [About("its name"), Example("南山 AI 社区")] string Name,
    [Refers(typeof(District)), About("its district"), Example("nanshan")] string District,
    [About("time zone in which its days begin, a name of the IANA database"), Example("Asia/Shanghai")] string TimeZone,
    [About("who operates it")] string? Operator = null,
    [About("postal address")] string? Address = null,
    [Within(-90, 90), Unit("°"), About("latitude (WGS 84) of the point that plans are placed at"), Example("22.5329")] decimal? Latitude = null,
    [Within(-180, 180), Unit("°"), About("longitude (WGS 84) of the same point"), Example("113.9305")] decimal? Longitude = null,
    [About("boundary of the site, in metres from that point (x east, y south)")] Outline? SiteBoundary = null,
    [About("whether figures of single desks are given to anybody; without them, figures of zones remain")] bool DeskFigures = true);
