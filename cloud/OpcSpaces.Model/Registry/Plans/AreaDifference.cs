using System.Globalization;
using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Registry.Plans;

/// <summary>The declared area of a zone beside that of its outline on the plan.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Declared">The declared area, with its basis and its document.</param>
/// <param name="PlanSquareMetres">The area of the outline, in m².</param>
public sealed record AreaDifference(Zone Zone, ZoneArea Declared, decimal PlanSquareMetres)
{
    // The order in which a declared area is likest to that of an outline, which runs along the inner faces of walls.
    private static readonly AreaBasis[] LikestFirst =
        [AreaBasis.Usable, AreaBasis.Exclusive, AreaBasis.Controllable, AreaBasis.PublicService, AreaBasis.Contract, AreaBasis.GrossFloor];

    /// <summary>Declared minus drawn, in percent of the drawn area.</summary>
    public decimal Percent => 100 * (Declared.SquareMetres - PlanSquareMetres) / PlanSquareMetres;

    /// <summary>The zones whose declared area differs from their outline by more than the tolerance. Zones without one of the two are not compared.</summary>
    /// <param name="rows">The rows of a community.</param>
    /// <param name="tolerancePercent">In percent of the drawn area; 3 is usual.</param>
    public static IReadOnlyList<AreaDifference> Find(RegistryRows rows, decimal tolerancePercent) =>
        [.. All(rows).Where(difference => Math.Abs(difference.Percent) > tolerancePercent)];

    /// <summary>All zones with both areas.</summary>
    public static IEnumerable<AreaDifference> All(RegistryRows rows)
    {
        var areas = rows.Of<ZoneArea>().GroupBy(area => (area.Community, area.Zone)).ToDictionary(
            zone => zone.Key, zone => zone.MinBy(area => Array.IndexOf(LikestFirst, area.Basis))!);
        foreach (var zone in rows.Of<Zone>())
        {
            if (zone.Outline is not { } outline || !areas.TryGetValue((zone.Community, zone.Id), out var declared)) continue;
            var polygon = outline.ToPolygon();
            if (polygon.IsValid && polygon.Area > 0) yield return new AreaDifference(zone, declared, decimal.Round((decimal)polygon.Area, 3));
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"zone {Zone.Id}: {Declared.SquareMetres:0.##} m² declared ({Schema.ColumnKind.Of(typeof(AreaBasis)).Format(Declared.Basis)}, {Declared.Document}), {PlanSquareMetres:0.##} m² on the plan: {Percent:+0.0;-0.0} %");
}
