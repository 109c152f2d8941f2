using System.Text.Json.Serialization;

namespace OpcSpaces.Model.Spaces;

/// <summary>One OPC community: the Sparkplug group its gateways report under, and its floors from the lowest up.</summary>
public sealed record Community(string Id, string Name, IReadOnlyList<Floor> Floors)
{
    [JsonIgnore]
    public IEnumerable<Zone> Zones => Floors.SelectMany(floor => floor.Zones);

    public double AreaSquareMetres => Floors.Sum(floor => floor.WidthMetres * floor.HeightMetres);
}

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
