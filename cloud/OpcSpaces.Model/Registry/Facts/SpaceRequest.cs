using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>A firm's wish for space.</summary>
[Table("requests", "request")]
public sealed record SpaceRequest(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("id of the request"), Example("r-0007")] string Id,
    [About("who asks"), Example("深圳光合智能科技有限公司")] string Applicant,
    [About("when it was filed"), Example("2026-02-10")] DateOnly FiledOn,
    [Within(1, 1_000), About("how many seats"), Example("4")] int Seats,
    [About("which kind of space")] ZoneKind Kind,
    [About("first day"), Example("2026-04-01")] DateOnly From,
    [About("what the firm does, as a word"), Example("ai-agents")] string Sector,
    [Within(1, 9), About("class of priority, 1 is the first"), Example("2")] int Priority,
    [About("equipment that each seat must have"), Example("monitor")] Tags Equipment,
    [About("wishes that may be missed: near, quiet, whole-office"), Example("quiet")] Tags Wishes,
    [About("what must be: accessible, one-zone, whole-office"), Example("one-zone")] Tags MustHaves,
    [About("how far it is")] RequestStatus Status,
    [Refers(typeof(Tenant)), About("the tenant, where the applicant is one already"), Example("t-0042")] string? Tenant = null,
    [About("last day; empty for no end")] DateOnly? To = null);

/// <summary>How far a request is.</summary>
public enum RequestStatus
{
    Open,
    Granted,
    Refused,
    Withdrawn,
}
