namespace OpcSpaces.Model.Spaces;

/// <summary>A part of the building that orients people on the plan and is never allocated or measured: the core, a corridor.</summary>
public sealed record Fixture(FixtureKind Kind, string Name, Rectangle Rectangle);

/// <summary>What a fixture is.</summary>
public enum FixtureKind
{
    /// <summary>Lifts, stairs, shafts and toilets.</summary>
    Core,

    /// <summary>A way between zones.</summary>
    Corridor,
}
