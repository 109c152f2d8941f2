namespace OpcSpaces.Model.Spaces;

/// <summary>One OPC community: the Sparkplug group its gateways report under, and its floors from the lowest up.</summary>
public sealed record Community(string Id, string Name, IReadOnlyList<Floor> Floors)
{
    public IEnumerable<Zone> Zones => Floors.SelectMany(floor => floor.Zones);

    public double AreaSquareMetres => Floors.Sum(floor => floor.WidthMetres * floor.HeightMetres);
}
