using System.Collections.Immutable;
using System.Globalization;

namespace OpcSpaces.Model.Registry.Values;

/// <summary>
/// The outline of an area on a floor's plan: an outer ring and the rings of holes, in metres from the plan's upper left corner (x to the
/// right, y downwards). As text: <c>x y,x y,x y</c>, without repeating the first corner; rings separated by semicolons. Whole millimetres.
/// </summary>
public sealed class Outline : IEquatable<Outline>
{
    private readonly string _text;

    private Outline(ImmutableArray<ImmutableArray<OutlineCorner>> rings)
    {
        Rings = rings;
        _text = string.Join(';', rings.Select(ring => string.Join(',', ring)));
    }

    /// <summary>The outer ring, then holes; each with three corners or more, the first not repeated.</summary>
    public ImmutableArray<ImmutableArray<OutlineCorner>> Rings { get; }

    /// <summary>The smallest box around it.</summary>
    public (decimal Left, decimal Top, decimal Right, decimal Bottom) Box =>
        (Rings[0].Min(corner => corner.X), Rings[0].Min(corner => corner.Y), Rings[0].Max(corner => corner.X), Rings[0].Max(corner => corner.Y));

    /// <summary>Null for rings with fewer than three different corners. A last corner that repeats the first is left out.</summary>
    public static Outline? Of(IEnumerable<IEnumerable<OutlineCorner>> rings)
    {
        var open = rings.Select(Open).ToImmutableArray();
        return open.Length == 0 || open.Any(ring => ring.Distinct().Count() < 3) ? null : new Outline(open);
    }

    public static Outline Rectangle(decimal x, decimal y, decimal width, decimal height) =>
        Of([[new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height)]])!;

    /// <summary>Reads the text form; null when it is not one.</summary>
    public static Outline? Parse(string text)
    {
        var rings = new List<List<OutlineCorner>>();
        foreach (var ring in text.Split(';'))
        {
            var corners = new List<OutlineCorner>();
            foreach (var corner in ring.Split(','))
            {
                if (corner.Split(' ') is not [var x, var y] || Number(x) is not { } left || Number(y) is not { } top) return null;
                corners.Add(new OutlineCorner(left, top));
            }

            rings.Add(corners);
        }

        return Of(rings);
    }

    public bool Equals(Outline? other) => other is not null && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as Outline);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;

    private static ImmutableArray<OutlineCorner> Open(IEnumerable<OutlineCorner> ring)
    {
        var corners = ring.Select(corner => corner.ToMillimetres()).ToList();
        if (corners.Count > 1 && corners[0] == corners[^1]) corners.RemoveAt(corners.Count - 1);
        return [.. corners];
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A corner of an <see cref="Outline"/>, in metres.</summary>
public readonly record struct OutlineCorner(decimal X, decimal Y)
{
    public OutlineCorner ToMillimetres() => new(Round(X), Round(Y));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{X:0.###} {Y:0.###}");

    private static decimal Round(decimal metres) => decimal.Round(metres, 3, MidpointRounding.ToEven) + 0m;
}
