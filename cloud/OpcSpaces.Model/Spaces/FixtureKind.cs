namespace OpcSpaces.Model.Spaces;

/// <summary>What a fixture is.</summary>
public enum FixtureKind
{
    /// <summary>Lifts, stairs, shafts and toilets.</summary>
    Core,

    /// <summary>A way between zones.</summary>
    Corridor,
}
