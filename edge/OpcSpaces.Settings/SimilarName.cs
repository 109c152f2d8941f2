namespace OpcSpaces.Settings;

/// <summary>Finds the name that somebody probably meant.</summary>
public static class SimilarName
{
    private const int ShortestPrefix = 4;
    private const int Farthest = 3;

    /// <summary>The known name that is closest to the one that was written; null when none is close.</summary>
    public static string? Find(string name, IEnumerable<string> known) =>
        known.Order(StringComparer.Ordinal).Where(other => IsClose(name, other)).MinBy(other => Distance(name, other));

    // A few letters apart, or the beginning of the other, perhaps with one wrong letter.
    private static bool IsClose(string name, string other) =>
        (Math.Abs(name.Length - other.Length) <= Farthest && Distance(name, other) <= Math.Min(Farthest, (Math.Min(name.Length, other.Length) + 1) / 3))
        || (Math.Min(name.Length, other.Length) >= ShortestPrefix
            && (name.StartsWith(other, StringComparison.OrdinalIgnoreCase)
                || Beginnings(other, name.Length).Any(beginning => Distance(name, beginning) <= (name.Length + 1) / ShortestPrefix - 1)));

    private static IEnumerable<string> Beginnings(string other, int length) =>
        Enumerable.Range(length, 2).Where(end => end <= other.Length).Select(end => other[..end]);

    // Optimal string alignment: insertions, deletions, replacements and swaps of neighbours, without case.
    private static int Distance(string one, string two)
    {
        var (before, last, row) = (new int[two.Length + 1], Enumerable.Range(0, two.Length + 1).ToArray(), new int[two.Length + 1]);
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= two.Length; j++)
            {
                var cost = Same(one[i - 1], two[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(one[i - 1], two[j - 2]) && Same(one[i - 2], two[j - 1])) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[two.Length];
    }

    private static bool Same(char one, char two) => char.ToLowerInvariant(one) == char.ToLowerInvariant(two);
}
