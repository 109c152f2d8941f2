namespace OpcSpaces.CommunityFolders.Cells;

/// <summary>
/// Keeps spreadsheets from executing texts (CWE-1236): a text that begins like a formula gets an apostrophe in front, which spreadsheets
/// take as "this is a text". Reading takes it away again.
/// </summary>
public static class FormulaText
{
    private const string Starts = "=+-@\t\r\n＝＋－＠";

    public static string Write(string text) => IsFormula(text) ? $"'{text}" : text;

    public static string Read(string text) => text.StartsWith('\'') && IsFormula(text[1..]) ? text[1..] : text;

    // Also behind apostrophes, so that each text has a form of its own.
    private static bool IsFormula(string text)
    {
        var letters = text.AsSpan().TrimStart('\'');
        return letters.Length > 0 && Starts.Contains(letters[0], StringComparison.Ordinal);
    }
}
