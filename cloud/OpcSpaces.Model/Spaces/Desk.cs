namespace OpcSpaces.Model.Spaces;

/// <summary>
/// One desk; <paramref name="Id"/> is its point id <c>desk/{n}</c>, unique in its zone, (<paramref name="X"/>,
/// <paramref name="Y"/>) is its middle in metres of the floor's plan, and <paramref name="RotationDegrees"/> turns it
/// clockwise: at 0 the chair stands below the desk and its owner looks up the plan.
/// </summary>
public sealed record Desk(string Id, double X, double Y, double RotationDegrees)
{
    /// <summary>Along the edge at which one sits.</summary>
    public const double WidthMetres = 1.4;

    /// <summary>From the sitter to the far edge.</summary>
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
}
