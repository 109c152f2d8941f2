namespace OpcSpaces.Model.Spaces;

/// <summary>A part of the building that is drawn for orientation and is neither allocated nor measured: the core, a corridor.</summary>
public sealed record Fixture(FixtureKind Kind, string Name, Rectangle Rectangle);

/// <summary>The kind of a fixture.</summary>
public enum FixtureKind
{
    /// <summary>Lifts, stairs, shafts and toilets.</summary>
    Core,

    /// <summary>A way between zones.</summary>
    Corridor,
}
