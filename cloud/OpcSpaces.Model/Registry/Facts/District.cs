using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>A district of a city, which pays subsidies and audits.</summary>
[Table("districts", "district")]
public sealed record District(
    [Key, About("id of the district"), Example("nanshan")] string Id,
    [About("its name"), Example("南山区")] string Name,
    [About("its city"), Example("深圳市")] string? City = null);
