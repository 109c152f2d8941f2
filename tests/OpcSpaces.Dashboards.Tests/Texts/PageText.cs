using System.Text.RegularExpressions;

namespace OpcSpaces.Dashboards.Tests.Texts;

/// <summary>Finds the words of a Razor file that a reader would see and that come from no resource file.</summary>
internal static partial class PageText
{
    /// <summary>The words, each with a letter.</summary>
    /// <param name="razor">The source of a page or a part.</param>
    public static IReadOnlyList<string> Of(string razor)
    {
        var code = razor.IndexOf("\n@code", StringComparison.Ordinal);
        var markup = Comments().Replace(code < 0 ? razor : razor[..code], "");
        markup = Directives().Replace(markup, "");
        markup = WithoutExpressions(markup);
        var seen = ReadAttributes().Matches(markup).Select(match => match.Groups[1].Value);
        var between = Statements().Replace(Tags().Replace(Unread().Replace(markup, "<>"), "\n"), "\n").Split('\n');
        return [.. seen.Concat(between).Select(text => text.Trim()).Where(text => text.Any(char.IsLetter) && text != "OpcSpaces")];
    }

    // @Name, @(…), @Name[…](…).Name: what stands behind the sign belongs to the code.
    private static string WithoutExpressions(string markup)
    {
        var text = new System.Text.StringBuilder();
        for (var at = 0; at < markup.Length; at++)
        {
            if (markup[at] != '@' || at + 1 >= markup.Length) text.Append(markup[at]);
            else if (Statement().Match(markup, at) is { Success: true } statement && statement.Index == at) at = EndOf(markup, at + statement.Length) - 1;
            else at = EndOf(markup, at + 1) - 1;
        }

        return text.ToString();
    }

    private static int EndOf(string markup, int at)
    {
        while (at < markup.Length)
        {
            if (markup[at] is '(' or '[') at = AfterBracket(markup, at);
            else if (char.IsLetterOrDigit(markup[at]) || markup[at] == '_') at++;
            else if (markup[at] is '.' or '?' or '!' && at + 1 < markup.Length && (char.IsLetter(markup[at + 1]) || markup[at + 1] == '.')) at++;
            else break;
        }

        return at;
    }

    private static int AfterBracket(string markup, int at)
    {
        var depth = 0;
        var isQuoted = false;
        for (; at < markup.Length; at++)
        {
            if (markup[at] == '"') isQuoted = !isQuoted;
            else if (isQuoted) continue;
            else if (markup[at] is '(' or '[') depth++;
            else if (markup[at] is ')' or ']' && --depth == 0) return at + 1;
        }

        return at;
    }

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^@(page|using|attribute|inject|inherits|implements|layout|typeparam|namespace|rendermode)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Directives();

    // Of @if, @foreach and the like, the words; their conditions are in brackets.
    [GeneratedRegex(@"\G@(if|foreach|for|switch|while|else)\s*")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\s(?:aria-label|title|alt|placeholder|label|Title)=""([^""]*)""")]
    private static partial Regex ReadAttributes();

    [GeneratedRegex(@"<(code|script|style)\b.*?</\1>", RegexOptions.Singleline)]
    private static partial Regex Unread();

    [GeneratedRegex("""<(?:[^<>"]|"[^"]*")*>""")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\belse if\s*\([^\n]*|\belse\b|^\s*(var|string|private|const)\s[^\n]*;|[{}]", RegexOptions.Multiline)]
    private static partial Regex Statements();
}
