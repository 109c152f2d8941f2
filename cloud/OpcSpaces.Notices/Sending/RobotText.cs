using System.Text;
using OpcSpaces.Notices.Messages;

namespace OpcSpaces.Notices.Sending;

/// <summary>Texts as the Markdown that both robots read: a bold title, and lines. What is in a text is never Markdown itself, so that a name cannot mention people or make a link.</summary>
internal static class RobotText
{
    private const char Cut = '…';

    // Full-width forms look alike and mean nothing.
    private static readonly (char Letter, char Harmless)[] Harmless = [('<', '＜'), ('>', '＞'), ('[', '［'), (']', '］'), ('*', '＊'), ('`', '｀'), ('#', '＃'), ('@', '＠'), ('!', '！'), ('|', '｜'), ('\\', '＼'), ('~', '～'), ('_', '＿')];

    /// <summary>A message that fits. One notice that is longer ends with an ellipsis; of several, those that fit are said, and how many more there are.</summary>
    /// <param name="message">What to say.</param>
    /// <param name="language">In which language.</param>
    /// <param name="lineEnd">What the robot takes for the end of a line.</param>
    /// <param name="mostBytes">How many bytes of UTF-8 it takes.</param>
    /// <returns>The Markdown, and how many of the notices it does not say.</returns>
    public static (string Text, int Left) Markdown(OutgoingMessage message, NoticeLanguage language, string lineEnd, int mostBytes)
    {
        var (all, count) = (Markdown(message.Text(language), lineEnd), message.Notices.Count);
        if (count == 1 || Encoding.UTF8.GetByteCount(all) <= mostBytes) return (CutToBytes(all, mostBytes), 0);
        for (var said = count - 1; ; said--)
        {
            var more = $"{lineEnd}{lineEnd}{(language == NoticeLanguage.Chinese ? $"另有 {count - said} 条" : $"and {count - said} more")}";
            var (part, room) = (Markdown(message.Text(language, said), lineEnd), mostBytes - Encoding.UTF8.GetByteCount(more));
            if (said == 1 || Encoding.UTF8.GetByteCount(part) <= room) return (CutToBytes(part, room) + more, count - said);
        }
    }

    /// <summary>A text without Markdown in it.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text);
        foreach (var (letter, harmless) in Harmless) plain.Replace(letter, harmless);
        return plain.ToString();
    }

    /// <summary>As much of a text as fits into a number of bytes, never half a letter.</summary>
    public static string CutToBytes(string text, int mostBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= mostBytes) return text;
        var (kept, bytes) = (new StringBuilder(), Encoding.UTF8.GetByteCount([Cut]));
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > mostBytes) break;
            kept.Append(rune);
        }

        return kept.Append(Cut).ToString();
    }

    private static string Markdown(NoticeText text, string lineEnd) =>
        $"**{Plain(text.Title)}**{lineEnd}{string.Join(lineEnd, text.Text.ReplaceLineEndings("\n").Split('\n').Select(Plain))}";
}
