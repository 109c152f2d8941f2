using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>A subsidy that was claimed for a tenant's space.</summary>
[Table("claims", "claim")]
public sealed record Claim(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("id of the claim"), Example("c-2026-1-0042")] string Id,
    [Refers(typeof(Tenant)), About("the tenant"), Example("t-0042")] string Tenant,
    [About("id of the subsidy scheme"), Example("rent-subsidy")] string Scheme,
    [About("first day that it is claimed for"), Example("2026-01-01")] DateOnly From,
    [About("last day"), Example("2026-03-31")] DateOnly To,
    [Within(0.01, 1_000_000), Unit("m²"), About("area that it is claimed for"), Example("6")] decimal SquareMetres,
    [About("what the area counts")] AreaBasis Basis,
    [Within(0, 1_000_000_000_000), Unit("CNY"), About("amount"), Example("450")] decimal Amount,
    [About("when it was filed"), Example("2026-04-05")] DateOnly FiledOn,
    [About("how far it is")] ClaimStatus Status);

/// <summary>How far a claim is.</summary>
public enum ClaimStatus
{
    Filed,
    Approved,
    Paid,
    Refused,
    Withdrawn,
}

/// <summary>An invoice for rent.</summary>
[Table("invoices", "invoice")]
public sealed record Invoice(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("number of the invoice"), Example("24442000000012345678")] string Id,
    [Refers(typeof(Lease)), About("the lease"), Example("l-0042-1")] string Lease,
    [About("first day that it covers"), Example("2026-01-01")] DateOnly From,
    [About("last day that it covers"), Example("2026-01-31")] DateOnly To,
    [Within(0, 1_000_000_000), Unit("CNY"), About("amount"), Example("1200")] decimal Amount,
    [About("when it was issued"), Example("2026-01-05")] DateOnly IssuedOn);

/// <summary>A payment of an invoice.</summary>
[Table("payments", "payment")]
public sealed record Payment(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("reference of the bank"), Example("p-20260108-0042")] string Id,
    [Refers(typeof(Invoice)), About("the invoice"), Example("24442000000012345678")] string Invoice,
    [Within(0.01, 1_000_000_000), Unit("CNY"), About("amount"), Example("1200")] decimal Amount,
    [About("when it was paid"), Example("2026-01-08")] DateOnly PaidOn,
    [About("who paid"), Example("深圳光合智能科技有限公司")] string Payer);
