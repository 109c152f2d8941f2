using System.Text;
using OpcSpaces.Notices.Messages;

namespace OpcSpaces.Notices.Sending;

/// <summary>Texts as the Markdown that both robots read: a bold title, and lines. What is in a text is never Markdown itself, so that a name cannot mention people or make a link.</summary>
internal static class RobotText
{
    private const char Cut = '…';

    // Full-width forms look alike and mean nothing.
    private static readonly (char Letter, char Harmless)[] Harmless = [('<', '＜'), ('>', '＞'), ('[', '［'), (']', '］'), ('*', '＊'), ('`', '｀'), ('#', '＃'), ('@', '＠'), ('!', '！'), ('|', '｜'), ('\\', '＼'), ('~', '～'), ('_', '＿')];

    /// <param name="text">What to say.</param>
    /// <param name="lineEnd">What the robot takes for the end of a line.</param>
    /// <param name="mostBytes">How many bytes of UTF-8 it takes; what is more is left out, with an ellipsis.</param>
    public static string Markdown(NoticeText text, string lineEnd, int mostBytes)
    {
        var lines = text.Text.ReplaceLineEndings("\n").Split('\n').Select(Plain);
        return CutToBytes($"**{Plain(text.Title)}**{lineEnd}{string.Join(lineEnd, lines)}", mostBytes);
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
}
