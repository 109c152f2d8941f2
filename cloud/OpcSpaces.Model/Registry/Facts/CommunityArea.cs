using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>An area of a community as a whole, as a document declares it.</summary>
[Table("community-areas", "area of a community")]
public sealed record CommunityArea(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("what the area counts")] AreaBasis Basis,
    [Within(0.01, 10_000_000), Unit("m²"), About("the area"), Example("10250.5")] decimal SquareMetres,
    [About("the document that declares it"), Example("房产测绘报告 2025-118")] string Document,
    [About("date of the document or of the measurement"), Example("2025-11-30")] DateOnly Date);

/// <summary>An area of a zone, as a document declares it.</summary>
[Table("zone-areas", "area of a zone")]
public sealed record ZoneArea(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, Refers(typeof(Zone)), About("the zone")] string Zone,
    [Key, About("what the area counts")] AreaBasis Basis,
    [Within(0.01, 10_000_000), Unit("m²"), About("the area"), Example("96")] decimal SquareMetres,
    [About("the document that declares it")] string Document,
    [About("date of the document or of the measurement"), Example("2025-11-30")] DateOnly Date);
