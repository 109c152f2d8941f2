namespace OpcSpaces.Notices.Messages;

/// <summary>Kinds of notices: words of small letters with dots between them. A channel names kinds, or beginnings with a star: <c>alarm.*</c>.</summary>
public static class NoticeKinds
{
    /// <summary>The report about a month.</summary>
    public const string MonthlyReport = "report.monthly";

    /// <summary>A message that somebody sends to see whether a channel works.</summary>
    public const string Test = "channel.test";

    private const int Longest = 60;

    /// <summary>Whether a text is a kind.</summary>
    public static bool IsKind(string text) => text.Length is > 0 and <= Longest && text.Split('.').All(word => word.Length > 0 && word.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'));

    /// <summary>Whether a text is a kind, or a beginning of kinds such as <c>alarm.*</c>.</summary>
    public static bool IsPattern(string text) => IsKind(text.EndsWith(".*", StringComparison.Ordinal) ? text[..^2] : text);

    /// <summary>Whether a pattern means a kind.</summary>
    public static bool Matches(string pattern, string kind) => pattern.EndsWith(".*", StringComparison.Ordinal) ? kind.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == kind;
}
