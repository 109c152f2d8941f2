using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>The smallest space that is allocated, metered and audited. Its id is the Sparkplug device of its readings.</summary>
[Table("zones", "zone")]
public sealed record Zone(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("id of the zone; the Sparkplug device of its readings"), Example("open-3")] string Id,
    [Refers(typeof(Floor)), About("its floor"), Example("f3")] string Floor,
    [About("its name"), Example("共享工位区 3")] string Name,
    [About("its use")] ZoneKind Kind,
    [Within(0, 10_000), Unit("people"), About("how many people it is made for"), Example("16")] int? Capacity = null,
    [About("first day on which it is in use; empty for ever"), Example("2026-01-01")] DateOnly? From = null,
    [About("last day on which it is in use; empty for no end")] DateOnly? To = null,
    [About("its outline on the plan")] Outline? Outline = null);
