namespace OpcSpaces.Settings;

/// <summary>What to write instead of a setting that does not exist.</summary>
internal static class UnknownSetting
{
    private const int ShortestPrefix = 4;
    private const int Farthest = 3;

    /// <param name="name">The name that was read.</param>
    /// <param name="known">The settings that exist in this object.</param>
    /// <param name="isSet">Whether the object has the setting of that name.</param>
    public static string Fix(string name, IReadOnlyCollection<string> known, Func<string, bool> isSet)
    {
        if (known.FirstOrDefault(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)) is { } same)
            return isSet(same) ? $"\"{same}\" is written here too, and differs only by case: remove this one" : $"write \"{same}\": names are case-sensitive";
        if (known.Order(StringComparer.Ordinal).Where(other => IsClose(name, other)).MinBy(other => Distance(name, other)) is { } close)
            return $"there is no such setting here; did you mean \"{close}\"?";
        return known.Count == 0 ? "there is no such setting here: remove it" : $"there is no such setting here; use one of {string.Join(", ", known.Order(StringComparer.Ordinal))}";
    }

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
