namespace OpcSpaces.Model.Spaces;

/// <summary>
/// One desk. <paramref name="Id"/> is its point id <c>desk/{n}</c>, unique in its zone; (<paramref name="X"/>, <paramref name="Y"/>)
/// is its middle in metres of the floor's plan; <paramref name="RotationDegrees"/> turns it clockwise. At 0 the chair is below the
/// desk on the plan, and its owner faces the top of the plan.
/// </summary>
public sealed record Desk(string Id, double X, double Y, double RotationDegrees)
{
    private const double SmallestWidthMetres = 1.0;
    private const double SmallestDepthMetres = 0.5;
    private const double Rounding = 0.01;

    /// <summary>The length of the edge at which the owner sits.</summary>
    public const double WidthMetres = 1.4;

    /// <summary>From that edge to the opposite one.</summary>
    public const double DepthMetres = 0.7;

    /// <summary>The desk top on the plan; for angles other than quarter turns, the box around it.</summary>
    public Rectangle Footprint
    {
        get
        {
            var (sine, cosine) = Math.SinCos(RotationDegrees * Math.PI / 180);
            var width = Math.Abs(WidthMetres * cosine) + Math.Abs(DepthMetres * sine);
            var height = Math.Abs(WidthMetres * sine) + Math.Abs(DepthMetres * cosine);
            return new Rectangle(X - width / 2, Y - height / 2, width, height);
        }
    }

    /// <summary>
    /// Whether the two desks stand on top of each other. Real desks have many sizes, so both are taken as the smallest usual desk,
    /// 1.0 × 0.5 m: neighbours whose tops overlap a little on the plan do not count.
    /// </summary>
    public bool StandsOn(Desk other) =>
        Math.Abs(X - other.X) < SmallestWidthMetres + SmallestDepthMetres
        && Math.Abs(Y - other.Y) < SmallestWidthMetres + SmallestDepthMetres
        && !HasGapTo(other) && !other.HasGapTo(this);

    // Two rectangles are apart if a line along a side of one of them separates them.
    private bool HasGapTo(Desk other)
    {
        var (sine, cosine) = Math.SinCos(RotationDegrees * Math.PI / 180);
        var (otherSine, otherCosine) = Math.SinCos((other.RotationDegrees - RotationDegrees) * Math.PI / 180);
        var along = Math.Abs((other.X - X) * cosine + (other.Y - Y) * sine);
        var across = Math.Abs((other.Y - Y) * cosine - (other.X - X) * sine);
        var reachAlong = (Math.Abs(otherCosine) * SmallestWidthMetres + Math.Abs(otherSine) * SmallestDepthMetres) / 2;
        var reachAcross = (Math.Abs(otherSine) * SmallestWidthMetres + Math.Abs(otherCosine) * SmallestDepthMetres) / 2;
        return along >= SmallestWidthMetres / 2 + reachAlong - Rounding || across >= SmallestDepthMetres / 2 + reachAcross - Rounding;
    }
}
