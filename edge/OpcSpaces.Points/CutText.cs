namespace OpcSpaces.Points;

/// <summary>Cuts texts that are too long, and never in the middle of a surrogate pair: half of one has no UTF-8.</summary>
public static class CutText
{
    /// <summary>The text itself, or as much of its beginning as fits into <paramref name="most"/> UTF-16 units.</summary>
    public static string CutTo(this string text, int most)
    {
        if (text.Length <= most)
            return text;
        return text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }
}
