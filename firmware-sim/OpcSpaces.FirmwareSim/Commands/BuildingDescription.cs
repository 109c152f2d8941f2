using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>A building in words.</summary>
internal static class BuildingDescription
{
    public static string OneLine(BuildingPlan plan) => string.Create(
        CultureInfo.InvariantCulture,
        $"{plan.Community.Name}: {plan.Community.AreaSquareMetres:N0} m², {plan.Desks:N0} desks in {plan.Community.Zones.Count():N0} zones on {plan.Community.Floors.Count} floors, {plan.Gateways.Count} gateways, {plan.Meters} sub-meters");

    public static void Write(BuildingPlan plan, TextWriter output)
    {
        output.WriteLine(OneLine(plan));
        foreach (var floor in plan.Community.Floors)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{floor.Name} ({floor.WidthMetres:0.#} × {floor.HeightMetres:0.#} m)"));
            foreach (var kind in floor.Zones.GroupBy(zone => zone.Kind).OrderBy(group => group.Key))
                output.WriteLine(Line(kind.Key, [.. kind]));
        }
        output.WriteLine("\nGateways");
        foreach (var gateway in plan.Gateways)
        {
            var motion = gateway.Points.Count(point => point.Kind == PointKind.Motion);
            output.WriteLine($"  {gateway.Id}  {motion,3} motion detectors, {gateway.Points.Count - motion,2} meters in {string.Join(", ", gateway.Zones.Select(zone => zone.Id))}");
        }
    }

    private static string Line(ZoneKind kind, List<Zone> zones) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {kind,-14} {zones.Count,2} zones {zones.Sum(zone => zone.Desks.Count),4} desks {zones.Sum(zone => zone.Meters.Count),3} meters {zones.Sum(zone => zone.Rectangle.AreaSquareMetres),6:N0} m²  {zones[0].Id} … {zones[^1].Id}");
}
