using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using OpcSpaces.Answers.Problems;

namespace OpcSpaces.Api.Paging;

/// <summary>
/// Where a page ends: the key of its last item, as base64url. It holds no secret and gives no right: what follows it is looked up anew, so items
/// that are added or removed in between neither repeat nor hide others.
/// </summary>
internal static class Cursor
{
    private const int MostBytes = 1_024;

    public static string After(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    /// <summary>Reads a cursor of a request.</summary>
    /// <param name="text">Null for the beginning.</param>
    /// <param name="key">Items after this key follow; null for the beginning.</param>
    /// <param name="fault">Null for a good one.</param>
    public static bool TryRead(string? text, out string? key, [NotNullWhen(false)] out Fault? fault)
    {
        (key, fault) = (null, null);
        if (string.IsNullOrEmpty(text)) return true;
        try
        {
            var bytes = text.Length <= MostBytes * 2 ? Base64Url.DecodeFromChars(text) : [];
            if (bytes.Length is > 0 and <= MostBytes)
            {
                key = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
                return true;
            }
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            // Not base64url, or not UTF-8.
        }

        fault = Wrong(text);
        return false;
    }

    public static Fault Wrong(string? text) => new("cursor", text, "give the value of next from the page before, or leave it out");
}
