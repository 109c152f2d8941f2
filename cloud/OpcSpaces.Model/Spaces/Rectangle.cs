namespace OpcSpaces.Model.Spaces;

/// <summary>A box on a floor's plan, in metres from the plan's upper left corner.</summary>
public readonly record struct Rectangle(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double AreaSquareMetres => Width * Height;

    /// <summary>Whether <paramref name="other"/> lies inside; it may stick out by <paramref name="toleranceMetres"/>.</summary>
    public bool Contains(Rectangle other, double toleranceMetres = 0) =>
        other.X >= X - toleranceMetres && other.Y >= Y - toleranceMetres
        && other.Right <= Right + toleranceMetres && other.Bottom <= Bottom + toleranceMetres;

    /// <summary>Whether the two overlap by more than <paramref name="toleranceMetres"/>; a common wall is not an overlap.</summary>
    public bool Overlaps(Rectangle other, double toleranceMetres = 0) =>
        Math.Min(Right, other.Right) - Math.Max(X, other.X) > toleranceMetres
        && Math.Min(Bottom, other.Bottom) - Math.Max(Y, other.Y) > toleranceMetres;
}
