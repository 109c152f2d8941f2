using OpcSpaces.Model.Spaces;
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>
/// Arranges desks in a box as benches. A bench is two rows of desks that face each other; it stands along the height of the box,
/// with space for chairs and an aisle on both sides.
/// </summary>
internal static class BenchLayout
{
    private const double BenchDepth = 2 * Desk.DepthMetres;
    private const double LeastPitch = BenchDepth + 1.3;
    private const double GoodPitch = BenchDepth + 1.9;
    private const int ShortestSide = 2;
    private const double Margin = 0.3;

    /// <summary>The largest number of desks that fits into the box.</summary>
    public static int Capacity(Rectangle box) => 2 * MostBenches(box) * MostPerSide(box);

    /// <summary>
    /// Numbers the desks from 1: benches from left to right, in each bench first the left side from top to bottom, then the right
    /// side.
    /// </summary>
    public static IReadOnlyList<Desk> Place(Rectangle box, int desks)
    {
        if (desks > Capacity(box))
            throw new ArgumentOutOfRangeException(nameof(desks), desks, $"A box of {box.Width:0.0} × {box.Height:0.0} m takes {Capacity(box)}.");
        if (desks == 0)
            return [];
        var benches = Benches(desks, PerSide(box, desks));
        var sizes = Apportion.Evenly(desks, benches);
        var placed = new List<Desk>(desks);
        for (var bench = 0; bench < benches; bench++)
        {
            var middle = box.X + box.Width * (bench + 0.5) / benches;
            var left = (sizes[bench] + 1) / 2;
            // Both sides begin at the same end, so every desk faces another one.
            var top = box.Y + (box.Height - left * Desk.WidthMetres) / 2;
            PlaceSide((middle - Desk.DepthMetres / 2, top), left, 90, placed);
            PlaceSide((middle + Desk.DepthMetres / 2, top), sizes[bench] - left, 270, placed);
        }
        return placed;
    }

    private static void PlaceSide((double X, double Y) start, int desks, double rotationDegrees, List<Desk> placed)
    {
        for (var i = 0; i < desks; i++)
        {
            var y = start.Y + (i + 0.5) * Desk.WidthMetres;
            placed.Add(new Desk(PointId.Of(PointKind.Desk, placed.Count + 1), Math.Round(start.X, 3), Math.Round(y, 3), rotationDegrees));
        }
    }

    /// <summary>The length of the benches: as short as the wide aisles allow, because nobody likes rows of ten; longer only if needed.</summary>
    private static int PerSide(Rectangle box, int desks)
    {
        for (var perSide = Math.Min(ShortestSide, MostPerSide(box)); perSide <= MostPerSide(box); perSide++)
        {
            if (Benches(desks, perSide) * GoodPitch <= box.Width)
                return perSide;
        }
        return MostPerSide(box);
    }

    private static int Benches(int desks, int perSide) => (desks + 2 * perSide - 1) / (2 * perSide);

    private static int MostBenches(Rectangle box) => Math.Max(1, (int)(box.Width / LeastPitch));

    private static int MostPerSide(Rectangle box) => (int)((box.Height - 2 * Margin) / Desk.WidthMetres);
}
