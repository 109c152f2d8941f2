using System.Globalization;

namespace OpcSpaces.Points;

/// <summary>
/// The rule for the ids of points: a kind, a slash and a number from 1 to 2,147,483,647 without leading zeros, as <c>desk/12</c>.
/// Gateways, community files and descriptions share it. Only numbers: the same place then has one spelling in all of them, and
/// places can be counted and sorted.
/// </summary>
public static class PointId
{
    /// <summary>The id of the point of this kind and number, which is 1 or more.</summary>
    public static string Of(PointKind kind, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return string.Create(CultureInfo.InvariantCulture, $"{kind.Name}/{number}");
    }

    /// <summary>What to write instead of an id that is not valid; null when it is valid.</summary>
    /// <param name="id">The id of a point.</param>
    /// <param name="kinds">The kinds that it may have; none for all.</param>
    public static string? Fault(string id, params IReadOnlyList<PointKind> kinds)
    {
        var allowed = kinds.Count == 0 ? PointKind.All : kinds;
        if (allowed.FirstOrDefault(kind => kind.Has(id)) is { } kind && NumberOf(id.AsSpan(kind.Name.Length + 1)) is { } number && id == Of(kind, number))
            return null;
        return $"write {string.Join(" or ", allowed.Select(kind => $"{kind}/"))} and a number from 1, such as \"{Of(allowed[0], 1)}\"";
    }

    private static int? NumberOf(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
