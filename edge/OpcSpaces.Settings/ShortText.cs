namespace OpcSpaces.Settings;

/// <summary>Keeps the values that faults quote on one short line.</summary>
internal static class ShortText
{
    private const int Longest = 60;

    public static string Shorten(this string text)
    {
        if (text.AsSpan().ContainsAny('\r', '\n')) text = string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        if (text.Length <= Longest) return text;
        var end = Longest - 3;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "...";
    }
}
