namespace OpcSpaces.Model.Spaces;

/// <summary>Finds boxes near another one without comparing all of them: a grid of squares, each with the boxes that reach into it.</summary>
/// <param name="squareMetres">The length of a square's side.</param>
internal sealed class NeighbourGrid<T>(double squareMetres)
{
    private readonly Dictionary<(int Column, int Row), List<T>> _squares = [];

    public void Add(Rectangle box, T item)
    {
        foreach (var square in SquaresOf(box))
        {
            if (!_squares.TryGetValue(square, out var there)) _squares[square] = there = [];
            there.Add(item);
        }
    }

    /// <summary>The items that may touch the box; some more than once, and others that only come near it.</summary>
    public IEnumerable<T> Near(Rectangle box)
    {
        foreach (var square in SquaresOf(box))
        {
            foreach (var item in _squares.GetValueOrDefault(square) ?? []) yield return item;
        }
    }

    private IEnumerable<(int Column, int Row)> SquaresOf(Rectangle box)
    {
        var (right, bottom) = (Square(box.Right), Square(box.Bottom));
        for (var column = Square(box.X); column <= right; column++)
        {
            for (var row = Square(box.Y); row <= bottom; row++) yield return (column, row);
        }
    }

    private int Square(double metres) => (int)Math.Floor(metres / squareMetres);
}
