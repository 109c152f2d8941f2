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

    public static void Check(SettingsRules rules, Floor floor)
    {
        var drawn = CheckLength(rules, "widthMetres", floor.WidthMetres) & CheckLength(rules, "heightMetres", floor.HeightMetres);
        Rectangle? plan = drawn ? new Rectangle(0, 0, floor.WidthMetres, floor.HeightMetres) : null;
        var zones = new List<(string Id, Rectangle Rectangle)>();
        foreach (var (i, zone) in floor.Zones.Index())
        {
            var at = rules.At($"zones[{i}]");
            Rectangle? box = CheckRectangle(at, zone.Rectangle) ? zone.Rectangle : null;
            CheckInside(at, "rectangle", box, plan, "its floor");
            CheckDesks(at, zone.Desks, box);
            if (box is not { } drawnBox) continue;
            foreach (var other in zones.Where(other => drawnBox.Overlaps(other.Rectangle, ToleranceMetres)))
                at.Fault("rectangle", Show(drawnBox), $"it overlaps zone \"{other.Id}\": move or shrink one of them");
            zones.Add((zone.Id, drawnBox));
        }

        foreach (var (i, fixture) in floor.Fixtures.Index())
        {
            var at = rules.At($"fixtures[{i}]");
            CheckInside(at, "rectangle", CheckRectangle(at, fixture.Rectangle) ? fixture.Rectangle : null, plan, "its floor");
        }
    }

    private static void CheckDesks(SettingsRules rules, IReadOnlyList<Desk> desks, Rectangle? zone)
    {
        var placed = new List<(string Path, Desk Desk)>();
        foreach (var (i, desk) in desks.Index())
        {
            var at = rules.At($"desks[{i}]");
            var turned = desk.RotationDegrees is >= -360 and <= 360;
            at.Within("rotationDegrees", desk.RotationDegrees, -360, 360);
            if (!(CheckCoordinate(at, "x", desk.X) & CheckCoordinate(at, "y", desk.Y) & turned)) continue;
            CheckInside(rules, $"desks[{i}]", desk.Footprint, zone, "its zone");
            if (placed.Find(other => desk.StandsOn(other.Desk)) is { Path: { } first })
                rules.Fault($"desks[{i}]", Show(desk.Footprint), $"it stands on top of {first}: move one of them");
            placed.Add((at.Path, desk));
        }
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
