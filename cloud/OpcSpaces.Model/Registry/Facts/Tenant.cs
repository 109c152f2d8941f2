using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>A firm of a community, such as a one-person company (OPC), which may have up to ten people.</summary>
[Table("tenants", "tenant")]
public sealed record Tenant(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("id of the tenant"), Example("t-0042")] string Id,
    [About("its registered name"), Example("深圳光合智能科技有限公司")] string Name,
    [About("unified social credit code (GB 32100-2015), 18 characters"), Example("91440300MA5FTQ0Y23")] string Uscc,
    [Within(1, 10), Unit("people"), About("how many people it has"), Example("3")] int HeadCount,
    [About("what it does, as a word"), Example("ai-agents")] string Sector,
    [About("how far it is")] TenantStage Stage,
    [About("first day in the community"), Example("2026-01-01")] DateOnly From,
    [About("last day in the community; empty for no end")] DateOnly? To = null,
    [Refers(typeof(UseCode)), About("what it uses its space for"), Example("software")] string? UseCode = null);

/// <summary>How far a tenant's business is.</summary>
public enum TenantStage
{
    Idea,
    Startup,
    Growth,
    Mature,
}

/// <summary>What space may be used for in a community, and what is not allowed there.</summary>
[Table("use-codes", "use")]
public sealed record UseCode(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("id of the use"), Example("software")] string Id,
    [About("its name"), Example("软件与信息服务")] string Name,
    [About("whether the community allows it")] bool Allowed);
