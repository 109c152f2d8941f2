using System.Globalization;
using OpcSpaces.Settings;

namespace OpcSpaces.Model.Spaces;

/// <summary>
/// The rules for a floor's plan: sizes and coordinates in range, zones and fixtures inside the floor, zones apart from each other,
/// desks inside their zone and apart from each other. A size or coordinate that is out of range is the only fault of its box.
/// </summary>
internal static class PlanRules
{
    private const double ToleranceMetres = 0.01;
    private const double LargestFloorMetres = 1_000;
    private const double SmallestLengthMetres = 0.01;

    // Large for zones, some of which cover a floor; small for desks, of which a floor has many.
    private const double ZoneSquareMetres = 50;
    private const double DeskSquareMetres = 2;

    // A floor with so many overlaps is wrong as a whole. What else is drawn there is compared with what stood before them.
    private const int MostOverlaps = 1_000;

    public static void Check(SettingsRules rules, Floor floor)
    {
        var drawn = CheckLength(rules, "widthMetres", floor.WidthMetres) & CheckLength(rules, "heightMetres", floor.HeightMetres);
        Rectangle? plan = drawn ? new Rectangle(0, 0, floor.WidthMetres, floor.HeightMetres) : null;
        var (zones, overlaps) = (new NeighbourGrid<(int Index, Zone Zone)>(ZoneSquareMetres), 0);
        foreach (var (i, zone) in floor.Zones.Index())
        {
            var at = rules.At($"zones[{i}]");
            Rectangle? box = CheckRectangle(at, zone.Rectangle) ? zone.Rectangle : null;
            CheckInside(at, "rectangle", box, plan, "its floor");
            CheckDesks(at, zone.Desks, box);
            if (box is not { } drawnBox) continue;
            if (First(zones.Near(drawnBox), other => drawnBox.Overlaps(other.Rectangle, ToleranceMetres)) is { } first)
            {
                at.Fault("rectangle", Show(drawnBox), $"it overlaps zone \"{first.Item.Id}\": move or shrink one of them");
                overlaps++;
            }

            if (overlaps < MostOverlaps) zones.Add(drawnBox, (i, zone));
        }

        foreach (var (i, fixture) in floor.Fixtures.Index())
        {
            var at = rules.At($"fixtures[{i}]");
            CheckInside(at, "rectangle", CheckRectangle(at, fixture.Rectangle) ? fixture.Rectangle : null, plan, "its floor");
        }
    }

    private static void CheckDesks(SettingsRules rules, IReadOnlyList<Desk> desks, Rectangle? zone)
    {
        var (placed, overlaps) = (new NeighbourGrid<(int Index, Desk Desk)>(DeskSquareMetres), 0);
        foreach (var (i, desk) in desks.Index())
        {
            var at = rules.At($"desks[{i}]");
            var turned = desk.RotationDegrees is >= -360 and <= 360;
            at.Within("rotationDegrees", desk.RotationDegrees, -360, 360);
            if (!(CheckCoordinate(at, "x", desk.X) & CheckCoordinate(at, "y", desk.Y) & turned)) continue;
            CheckInside(rules, $"desks[{i}]", desk.Footprint, zone, "its zone");
            if (First(placed.Near(desk.Footprint), desk.StandsOn) is { } first)
            {
                rules.Fault($"desks[{i}]", Show(desk.Footprint), $"it stands on top of {rules.At($"desks[{first.Index}]").Path}: move one of them");
                overlaps++;
            }

            if (overlaps < MostOverlaps) placed.Add(desk.Footprint, (i, desk));
        }
    }

    // One is enough: where everything overlaps, comparing with all of it takes minutes.
    private static (int Index, T Item)? First<T>(IEnumerable<(int Index, T Item)> near, Func<T, bool> collides)
    {
        foreach (var other in near)
        {
            if (collides(other.Item)) return other;
        }

        return null;
    }

    private static bool CheckRectangle(SettingsRules rules, Rectangle box)
    {
        var at = rules.At("rectangle");
        return CheckCoordinate(at, "x", box.X) & CheckCoordinate(at, "y", box.Y) & CheckLength(at, "width", box.Width) & CheckLength(at, "height", box.Height);
    }

    private static bool CheckLength(SettingsRules rules, string setting, double metres)
    {
        rules.Within(setting, metres, SmallestLengthMetres, LargestFloorMetres, " metres");
        return metres is >= SmallestLengthMetres and <= LargestFloorMetres;
    }

    // A negative coordinate is named with its box, which is then not inside its floor.
    private static bool CheckCoordinate(SettingsRules rules, string setting, double metres)
    {
        if (Math.Abs(metres) <= LargestFloorMetres) return true;
        rules.Within(setting, metres, 0, LargestFloorMetres, " metres");
        return false;
    }

    private static void CheckInside(SettingsRules rules, string setting, Rectangle? inner, Rectangle? outer, string what)
    {
        if (inner is { } box && outer is { } around && !around.Contains(box, ToleranceMetres))
            rules.Fault(setting, Show(box), $"it is not inside {what}, {Show(around)}: move or shrink it");
    }

    private static string Show(Rectangle box) =>
        string.Create(CultureInfo.InvariantCulture, $"x {box.X:0.##}–{box.Right:0.##}, y {box.Y:0.##}–{box.Bottom:0.##}");
}
