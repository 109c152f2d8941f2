namespace OpcSpaces.Model.Spaces;

/// <summary>
/// A generated plan for a community without a community file: zones as blocks, sorted by id, with their desks in rows. Equal ids
/// give an equal plan, so that a page does not change when a gateway announces its zones again.
/// </summary>
public static class ArrangedPlan
{
    private const int DesksPerRow = 6;
    private const double CellWidth = 2.0;
    private const double CellHeight = 1.9;
    private const double Margin = 1.2;
    private const double Gap = 1.0;
    private const double Aspect = 1.6;

    /// <summary>Arranges the zones, each with its desks' point ids (<c>desk/{n}</c>), on one floor; without zones there is no floor.</summary>
    public static Community Of(string communityId, IEnumerable<KeyValuePair<string, IReadOnlyCollection<string>>> desksByZone)
    {
        var blocks = desksByZone.OrderBy(z => z.Key, StringComparer.Ordinal).Select(z => (Id: z.Key, Desks: z.Value, Size: SizeOf(z.Value.Count))).ToList();
        var area = blocks.Sum(b => (b.Size.Width + Gap) * (b.Size.Height + Gap));
        var floorWidth = Math.Max(Math.Sqrt(area * Aspect), blocks.Select(b => b.Size.Width).DefaultIfEmpty().Max()) + 2 * Gap;

        double x = Gap, y = Gap, rowHeight = 0;
        var zones = new List<Zone>();
        foreach (var (id, desks, (width, height, columns)) in blocks)
        {
            if (x + width + Gap > floorWidth && x > Gap) (x, y, rowHeight) = (Gap, y + rowHeight + Gap, 0);
            zones.Add(Place(id, desks, new Rectangle(x, y, width, height), columns));
            x += width + Gap;
            rowHeight = Math.Max(rowHeight, height);
        }
        return new(communityId, communityId, zones.Count == 0 ? [] : [new Floor("all", "All zones", floorWidth, y + rowHeight + Gap, zones, [])]);
    }

    private static (double Width, double Height, int Columns) SizeOf(int desks)
    {
        var columns = Math.Clamp(desks, 2, DesksPerRow);
        var rows = Math.Max(1, (desks + columns - 1) / columns);
        return (2 * Margin + columns * CellWidth, 2 * Margin + rows * CellHeight, columns);
    }

    private static Zone Place(string zoneId, IReadOnlyCollection<string> desks, Rectangle box, int columns)
    {
        var placed = desks.OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal).Select((id, i) => new Desk(
            id,
            box.X + Margin + (i % columns + 0.5) * CellWidth,
            box.Y + Margin + (i / columns + 0.4) * CellHeight,
            RotationDegrees: 0));
        return new(zoneId, zoneId, ZoneKind.OpenArea, box, [.. placed], []);
    }
}
