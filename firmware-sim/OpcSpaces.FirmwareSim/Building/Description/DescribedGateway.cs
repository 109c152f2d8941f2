using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>A gateway that was written out by hand: its id and every sensor on it.</summary>
internal sealed record DescribedGateway(string Id, IReadOnlyList<WiredPoint> Sensors)
{
    public GatewayWiring ToWiring(IReadOnlyList<Floor> floors)
    {
        var mine = Sensors.Select(sensor => sensor.ZoneId).ToHashSet();
        return new GatewayWiring(Id, [.. floors.SelectMany(floor => floor.Zones).Where(zone => mine.Contains(zone.Id))], Sensors);
    }
}
