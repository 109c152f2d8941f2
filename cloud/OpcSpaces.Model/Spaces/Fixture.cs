namespace OpcSpaces.Model.Spaces;

/// <summary>A part of the building that orients people on the plan and is never allocated or measured: the core, a corridor.</summary>
public sealed record Fixture(FixtureKind Kind, string Name, Rectangle Rectangle);
