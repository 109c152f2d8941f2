using System.Collections.Concurrent;
using System.Globalization;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Usage;

/// <summary>The order of points in a record: by kind and number, then all others by their text.</summary>
public sealed class PointOrder : IComparer<string>
{
    /// <summary>Stored in files: never change the order.</summary>
    private static readonly PointKind[] Kinds = [PointKind.Desk, PointKind.Room, PointKind.Meter, PointKind.Door, PointKind.Environment];

    public static PointOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var ((kindX, numberX), (kindY, numberY)) = (Of(x!), Of(y!));
        if (kindX < 0 && kindY < 0) return string.CompareOrdinal(x, y);
        if (kindX < 0 || kindY < 0) return kindX < 0 ? 1 : -1;
        return kindX != kindY ? kindX.CompareTo(kindY) : numberX.CompareTo(numberY);
    }

    /// <summary>The index of a point's kind and its number; −1 for a name that is not an id (<see cref="PointId"/>).</summary>
    internal static (int Kind, int Number) Of(string point)
    {
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            if (!Kinds[kind].Has(point)) continue;
            var digits = point.AsSpan(Kinds[kind].Name.Length + 1);
            return digits[0] is >= '1' and <= '9' && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (kind, number) : (-1, 0);
        }

        return (-1, 0);
    }

    /// <summary>The id of a point, by the index of its kind and its number.</summary>
    /// <exception cref="FormatException">There is no such kind or number.</exception>
    internal static string NameOf(int kind, int number) =>
        kind < Kinds.Length && number > 0 ? PointId.Of(Kinds[kind], number) : throw new FormatException($"A usage record has a point of the kind {kind} with the number {number}.");
}

/// <summary>The ids of points, each as one object: a year of records names each a few thousand times.</summary>
internal static class PointNames
{
    private const int MostNames = 1_000_000;
    private static readonly ConcurrentDictionary<(int Kind, int Number), string> Known = new();

    public static string Of(int kind, int number)
    {
        if (Known.TryGetValue((kind, number), out var name)) return name;
        name = PointOrder.NameOf(kind, number);
        return Known.Count < MostNames ? Known.GetOrAdd((kind, number), name) : name;
    }
}
