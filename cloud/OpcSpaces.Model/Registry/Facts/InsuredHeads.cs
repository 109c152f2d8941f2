using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>How many people of a tenant were insured (参保人数) in one month.</summary>
[Table("insured-heads", "insured head-count of a month")]
public sealed record InsuredHeads(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, Refers(typeof(Tenant)), About("the tenant"), Example("t-0042")] string Tenant,
    [Key, About("first day of the month"), Example("2026-01-01")] DateOnly Month,
    [Within(0, 100_000), Unit("people"), About("how many people"), Example("2")] int Heads);

/// <summary>An assessment of the impact on personal information (PIPL Art. 55 and 56; its report is kept for three years).</summary>
[Table("privacy-assessments", "privacy assessment")]
public sealed record PrivacyAssessment(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("id of the assessment"), Example("pia-2026-01")] string Id,
    [About("when it was made"), Example("2026-01-15")] DateOnly Date,
    [About("last day on which it is valid"), Example("2028-12-31")] DateOnly ValidUntil);
