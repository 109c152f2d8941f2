using System.Globalization;
using System.Text;

namespace OpcSpaces.Points;

/// <summary>Letters that are not seen and change how the text around them is read (Unicode TR 36, CVE-2021-42574).</summary>
public static class Letters
{
    /// <summary>Whether a letter breaks lines, controls a terminal, or turns the direction of what stands around it: no text that people write needs it.</summary>
    public static bool IsDeceptive(Rune letter) =>
        Rune.IsControl(letter) || letter.Value is 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>Whether a text has such a letter.</summary>
    public static bool HasDeceptive(string text) => text.EnumerateRunes().Any(IsDeceptive);

    /// <summary>A text as it may be shown in a terminal or a log: with a replacement character for each such letter.</summary>
    public static string Shown(string text) => HasDeceptive(text) ? string.Concat(text.EnumerateRunes().Select(letter => IsDeceptive(letter) ? Rune.ReplacementChar : letter)) : text;

    /// <summary>Whether nobody sees it. In an id it would make two of them look the same.</summary>
    public static bool IsInvisible(Rune letter) =>
        IsDeceptive(letter) || Rune.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
