using System.Text.Json.Serialization;

namespace OpcSpaces.Model.Spaces;

/// <summary>One OPC community. Its id is the Sparkplug group of its gateways; its floors are listed from the lowest to the highest.</summary>
public sealed record Community(string Id, string Name, IReadOnlyList<Floor> Floors)
{
    [JsonIgnore]
    public IEnumerable<Zone> Zones => Floors.SelectMany(floor => floor.Zones);

    public double AreaSquareMetres => Floors.Sum(floor => floor.WidthMetres * floor.HeightMetres);
}

/// <summary>
/// One storey as a plan in metres: x runs from left to right over <paramref name="WidthMetres"/>, y from top to bottom
/// over <paramref name="HeightMetres"/>; the area that is neither zone nor fixture is circulation.
/// </summary>
public sealed record Floor(
    string Id,
    string Name,
    double WidthMetres,
    double HeightMetres,
    IReadOnlyList<Zone> Zones,
    IReadOnlyList<Fixture> Fixtures);
