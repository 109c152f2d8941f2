using System.Text.Json;

namespace OpcSpaces.Settings;

/// <summary>What is wrong with the syntax of a JSON text, in plain words where the reader's own message has none.</summary>
internal static class SyntaxError
{
    private const string NotClosed = "an object or list is not closed: add } or ]";
    private const string EndsInSetting = "the file ends in the middle of a setting: write its rest";

    private static readonly (string Message, string Plain)[] Anywhere =
    [
        ("Expected end of string, but instead reached end of data", "a text is not closed: add a quotation mark"),
        ("Expected end of comment, but instead reached end of data", "a comment is not closed: add */"),
        ("maximum configured depth", "objects and lists are nested too deep: close some of them"),
        ("is invalid within a JSON string", "a text contains a line break or a control character: write it as \\n or \\u, or close the text"),
        ("does not contain any JSON tokens", "the file has comments only: write one object in braces"),
        ("Expected a value, but instead reached end of data", EndsInSetting),
        ("Expected a digit ('0'-'9'), but instead reached end of data", EndsInSetting),
        ("but instead reached end of data", NotClosed),
        ("There is an open JSON object or array", NotClosed),
    ];

    /// <summary>One sentence without the position, which the fault has itself.</summary>
    public static string Of(JsonException error, ReadOnlySpan<byte> json)
    {
        foreach (var (message, plain) in Anywhere)
        {
            if (error.Message.Contains(message, StringComparison.Ordinal)) return plain;
        }

        if (PositionOf(error, json) >= json.TrimEnd(" \t\r\n"u8).Length)
            return error.Message.Contains("literal", StringComparison.Ordinal) ? EndsInSetting : NotClosed;
        return error.Message.Split(" LineNumber:")[0].TrimEnd('.');
    }

    private static long PositionOf(JsonException error, ReadOnlySpan<byte> json)
    {
        var at = 0;
        for (var line = 0L; line < error.LineNumber; line++) at += json[at..].IndexOf((byte)'\n') + 1;
        return at + (error.BytePositionInLine ?? 0);
    }
}
