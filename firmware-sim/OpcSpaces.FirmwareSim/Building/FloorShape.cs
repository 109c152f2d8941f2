using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>
/// The outline of a floor: offices along both long façades, a corridor behind them, open wings on the left and right, and in the
/// middle the core with meeting rooms at its sides and the public space below. In metres; only the width is scaled.
/// </summary>
internal sealed class FloorShape
{
    public const int DesksOfFullFloor = 250;

    private const double FullWidth = 66;
    private const double FullHeight = 38;
    private const double FullMiddle = 22;
    private const double LeastMiddle = 15;
    private const double OfficeDepth = 5;
    private const double CorridorDepth = 1.8;
    private const double UpperCorridorEnd = OfficeDepth + CorridorDepth;
    private const double LowerCorridorStart = FullHeight - OfficeDepth - CorridorDepth;
    private const double CoreTop = UpperCorridorEnd + Aisle;
    private const double CoreHeight = 14;
    private const double PublicTop = CoreTop + CoreHeight + 1.8;
    private const double Aisle = 1.6;
    private const double AisleBetweenOpenZones = 1.4;

    public FloorShape(int desks)
    {
        var scale = Math.Clamp(desks / (double)DesksOfFullFloor, 0.5, 1);
        Width = Math.Round(FullWidth * scale, 1);
        MiddleWidth = Math.Max(LeastMiddle, Math.Round(FullMiddle * scale, 1));
        WingWidth = (Width - MiddleWidth) / 2;
    }

    public double Width { get; }

    public double Height { get; } = FullHeight;

    private double MiddleWidth { get; }

    private double WingWidth { get; }

    private double MiddleLeft => WingWidth + Aisle;

    private double MiddleInner => MiddleWidth - 2 * Aisle;

    private double MeetingWidth => MiddleInner * 0.24;

    public Rectangle UpperOffices => new(0, 0, Width, OfficeDepth);

    public Rectangle LowerLeftOffices => new(0, FullHeight - OfficeDepth, WingWidth, OfficeDepth);

    public Rectangle LowerRightOffices => new(Width - WingWidth, FullHeight - OfficeDepth, WingWidth, OfficeDepth);

    public Rectangle PublicSpace => new(MiddleLeft, PublicTop, MiddleInner, FullHeight - PublicTop);

    public IEnumerable<Rectangle> MeetingRooms =>
    [
        new(MiddleLeft, CoreTop, MeetingWidth, CoreHeight / 2),
        new(MiddleLeft + MiddleInner - MeetingWidth, CoreTop, MeetingWidth, CoreHeight / 2),
        new(MiddleLeft, CoreTop + CoreHeight / 2, MeetingWidth, CoreHeight / 2),
        new(MiddleLeft + MiddleInner - MeetingWidth, CoreTop + CoreHeight / 2, MeetingWidth, CoreHeight / 2),
    ];

    public IEnumerable<Fixture> Fixtures =>
    [
        new(FixtureKind.Core, "核心筒 · Lifts, stairs", Rounded(new(MiddleLeft + MeetingWidth, CoreTop, MiddleInner - 2 * MeetingWidth, CoreHeight))),
        new(FixtureKind.Corridor, "走廊 · Corridor", new(0, OfficeDepth, Width, CorridorDepth)),
        new(FixtureKind.Corridor, "走廊 · Corridor", Rounded(new(0, LowerCorridorStart, WingWidth, CorridorDepth))),
        new(FixtureKind.Corridor, "走廊 · Corridor", Rounded(new(Width - WingWidth, LowerCorridorStart, WingWidth, CorridorDepth))),
    ];

    /// <summary>The wing on one side, divided into <paramref name="zones"/> open areas from top to bottom.</summary>
    public IEnumerable<Rectangle> OpenAreas(bool right, int zones)
    {
        var top = UpperCorridorEnd + 0.4;
        var each = (LowerCorridorStart - 0.4 - top - (zones - 1) * AisleBetweenOpenZones) / zones;
        for (var i = 0; i < zones; i++)
            yield return new Rectangle(right ? Width - WingWidth : 0, top + i * (each + AisleBetweenOpenZones), WingWidth, each);
    }

    /// <summary>Divides a strip from left to right; parts with more desks are wider.</summary>
    public static IEnumerable<Rectangle> Cut(Rectangle strip, IReadOnlyList<int> desks)
    {
        var weights = desks.Select(n => n + 3.0).ToArray();
        var (left, sum) = (strip.X, weights.Sum());
        foreach (var weight in weights)
        {
            var width = strip.Width * weight / sum;
            yield return new Rectangle(left, strip.Y, width, strip.Height);
            left += width;
        }
    }

    public static Rectangle Rounded(Rectangle box)
    {
        var (x, y) = (Math.Round(box.X, 2), Math.Round(box.Y, 2));
        return new Rectangle(x, y, Math.Round(Math.Round(box.Right, 2) - x, 2), Math.Round(Math.Round(box.Bottom, 2) - y, 2));
    }
}
