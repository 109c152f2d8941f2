using OpcSpaces.Benchmarks.Latency;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Points;

namespace OpcSpaces.Benchmarks.LiveClients;

/// <summary>The zones of <see cref="CityLoad"/> on floors, as a city has them, so that a page shows one floor and not the whole city.</summary>
internal static class CityFloors
{
    public static string FloorId(int floor) => $"f{floor}";

    /// <summary>The plan of all gateways' zones.</summary>
    /// <param name="gateways">How many gateways, of which each has one zone.</param>
    /// <param name="floors">On how many floors.</param>
    public static Community Of(int gateways, int floors)
    {
        string[] desks = [.. Enumerable.Range(1, CityLoad.DesksPerGateway).Select(desk => PointId.Of(PointKind.Desk, desk))];
        var plans = Enumerable.Range(0, floors).Select(floor => ArrangedPlan.Of(
            GatewayShape.Community,
            Enumerable.Range(0, gateways).Where(gateway => gateway % floors == floor).Select(gateway => KeyValuePair.Create($"{CityLoad.GatewayId(gateway)}-Z", (IReadOnlyCollection<string>)desks))));
        return new Community(GatewayShape.Community, "Bench", [.. plans.Select((plan, floor) => plan.Floors[0] with { Id = FloorId(floor), Name = FloorId(floor) })]);
    }
}
