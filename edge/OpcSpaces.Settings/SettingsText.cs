using System.Text;
using System.Text.Unicode;

namespace OpcSpaces.Settings;

/// <summary>Checks that the bytes of a file are UTF-8 text, as RFC 8259 §8.1 demands of JSON; a byte order mark is skipped.</summary>
internal static class SettingsText
{
    private const string SaveAsUtf8 = "save the file as UTF-8";

    /// <summary>The text without byte order mark. Throws <see cref="SettingsException"/> when it is empty or has another encoding.</summary>
    public static ReadOnlyMemory<byte> Require(ReadOnlyMemory<byte> bytes, string? file)
    {
        if (bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty) throw Refused("empty", SettingsFile.WriteAnObject, 1);
        if (IsUtf16(bytes.Span)) throw Refused("UTF-16 or UTF-32 text", SaveAsUtf8, 1);
        if (FirstInvalid(bytes.Span) is { } at)
        {
            var line = 1 + bytes.Span[..at].Count((byte)'\n');
            throw Refused($"byte 0x{bytes.Span[at]:X2} is not UTF-8", $"{SaveAsUtf8}; it may be GBK or Latin-1 now", line);
        }

        return bytes;

        SettingsException Refused(string value, string fix, int line) => new([new SettingsFault(SettingsFile.WholeFile, value, fix) { File = file, Line = line }]);
    }

    // With a byte order mark, or by the zero that the first ASCII character of a JSON text has before or behind it.
    private static bool IsUtf16(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 2 && ((bytes[0], bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF) || bytes[0] == 0 || bytes[1] == 0);

    private static int? FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes)) return null;
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
        return at;
    }
}
