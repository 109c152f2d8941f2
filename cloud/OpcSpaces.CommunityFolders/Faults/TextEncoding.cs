using System.Buffers;
using System.Text;

namespace OpcSpaces.CommunityFolders.Faults;

/// <summary>Finds out whether a file is UTF-8, and what it probably is if not. Reads it once, in blocks.</summary>
internal static class TextEncoding
{
    private const int BlockBytes = 64 << 10;
    private const string SaveAsUtf8 = "save it as UTF-8 (in Excel: CSV UTF-8)";

    /// <summary>The fault of a stream that is not UTF-8; null when it is. A byte order mark of UTF-8 is allowed. The stream is at its start afterwards.</summary>
    public static FolderFault? Fault(Stream stream, string file)
    {
        var (block, kept, line) = (new byte[BlockBytes], 0, 1);
        for (var isFirst = true; ; isFirst = false)
        {
            var read = stream.ReadAtLeast(block.AsSpan(kept), block.Length - kept, throwOnEndOfStream: false);
            ReadOnlySpan<byte> bytes = block.AsSpan(0, kept + read);
            if (isFirst && IsUtf16(bytes)) return new FolderFault(file, 1, null, "UTF-16 text", SaveAsUtf8);
            var isLast = kept + read < block.Length;
            var at = 0;
            while (at < bytes.Length)
            {
                if (bytes[at] < 0x80)
                {
                    if (bytes[at++] == '\n') line++;
                    continue;
                }

                var status = Rune.DecodeFromUtf8(bytes[at..], out _, out var length);
                if (status == OperationStatus.NeedMoreData && !isLast) break;
                if (status != OperationStatus.Done)
                    return new FolderFault(file, line, null, $"byte 0x{bytes[at]:X2} is not UTF-8", $"{(IsGbk(bytes[at..]) ? "it looks like GBK: " : "")}{SaveAsUtf8}");
                at += length;
            }

            if (isLast) break;
            kept = bytes.Length - at;
            bytes[at..].CopyTo(block);
        }

        stream.Position = 0;
        return null;
    }

    private static bool IsUtf16(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 2 && ((bytes[0], bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF) || bytes[0] == 0 || bytes[1] == 0);

    // GB 18030-2022, two bytes: 0x81 to 0xFE, then 0x40 to 0xFE without 0x7F. Some in a row are no accident.
    private static bool IsGbk(ReadOnlySpan<byte> bytes)
    {
        var pairs = 0;
        while (bytes.Length >= 2 && bytes[0] is >= 0x81 and <= 0xFE && bytes[1] is >= 0x40 and <= 0xFE and not 0x7F)
        {
            pairs++;
            bytes = bytes[2..];
        }

        return pairs > 0 && (bytes.Length == 0 || bytes[0] < 0x80 || pairs > 4);
    }
}
