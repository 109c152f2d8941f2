using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>One storey as a plan in metres: x runs from left to right, y from top to bottom.</summary>
[Table("floors", "floor")]
public sealed record Floor(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("id of the floor"), Example("f3")] string Id,
    [About("its name"), Example("3 楼")] string Name,
    [Within(-20, 200), About("its place from the lowest to the highest"), Example("3")] int Level,
    [Within(0.01, 1_000), Unit("m"), About("width of the plan"), Example("64")] decimal WidthMetres,
    [Within(0.01, 1_000), Unit("m"), About("height of the plan"), Example("40")] decimal HeightMetres);

/// <summary>A part of the building that is drawn for orientation and is neither allocated nor measured.</summary>
[Table("fixtures", "fixture")]
public sealed record Fixture(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("id of the fixture"), Example("f3-core")] string Id,
    [Refers(typeof(Floor)), About("its floor"), Example("f3")] string Floor,
    [About("what it is")] FixtureKind Kind,
    [Within(-1_000, 1_000), Unit("m"), About("left edge on the plan"), Example("28")] decimal X,
    [Within(-1_000, 1_000), Unit("m"), About("upper edge on the plan"), Example("16")] decimal Y,
    [Within(0.01, 1_000), Unit("m"), About("width"), Example("8")] decimal Width,
    [Within(0.01, 1_000), Unit("m"), About("height"), Example("8")] decimal Height,
    [About("its name")] string? Name = null);
