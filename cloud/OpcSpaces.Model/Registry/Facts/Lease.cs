using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>What a tenant rents from one day to another: a zone, a room, or desks of one zone. More zones are more leases.</summary>
[Table("leases", "lease")]
public sealed record Lease(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("id of the lease"), Example("l-0042-1")] string Id,
    [Refers(typeof(Tenant)), About("the tenant"), Example("t-0042")] string Tenant,
    [About("what is rented")] LeaseKind Kind,
    [Refers(typeof(Zone)), About("the zone, or the zone of the room or the desks"), Example("open-3")] string Zone,
    [About("the desks (desk/12;desk/13) or the room (room/1); empty for a whole zone"), Example("desk/12;desk/13")] Tags Places,
    [About("first day"), Example("2026-01-01")] DateOnly From,
    [Within(0.01, 1_000_000), Unit("m²"), About("the area that the lease names (合同面积)"), Example("6")] decimal SquareMetres,
    [Within(0, 1_000_000_000), Unit("CNY"), About("rent for a month; 0 for free"), Example("1200")] decimal RentPerMonth,
    [About("last day; empty for no end"), Example("2026-12-31")] DateOnly? To = null,
    [About("what kind of address is registered for the firm here; empty for none")] AddressKind? AddressKind = null,
    [About("the registered address"), Example("3 楼 3-012 工位")] string? Address = null);

/// <summary>What a lease rents.</summary>
public enum LeaseKind
{
    Zone,
    Room,
    Desks,
}

/// <summary>The kind of a registered address. All three are legal addresses in cities that allow 工位注册 and 集群注册.</summary>
public enum AddressKind
{
    /// <summary>A room.</summary>
    Room,

    /// <summary>工位注册: the number of a desk.</summary>
    DeskNumber,

    /// <summary>集群注册: the address of a host for many firms.</summary>
    Cluster,
}

/// <summary>A time in which a tenant has announced to be away. It is not vacancy.</summary>
[Table("absences", "absence")]
public sealed record Absence(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, Refers(typeof(Tenant)), About("the tenant"), Example("t-0042")] string Tenant,
    [Key, About("first day"), Example("2026-02-14")] DateOnly From,
    [About("last day"), Example("2026-02-23")] DateOnly To,
    [About("why, in a word"), Example("春节")] string? Reason = null);
