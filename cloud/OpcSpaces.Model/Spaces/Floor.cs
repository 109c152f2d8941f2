namespace OpcSpaces.Model.Spaces;

/// <summary>
/// One storey as a plan in metres: x runs from left to right over <paramref name="WidthMetres"/>, y from top to bottom
/// over <paramref name="HeightMetres"/>; what is neither zone nor fixture is circulation.
/// </summary>
public sealed record Floor(
    string Id,
    string Name,
    double WidthMetres,
    double HeightMetres,
    IReadOnlyList<Zone> Zones,
    IReadOnlyList<Fixture> Fixtures);
