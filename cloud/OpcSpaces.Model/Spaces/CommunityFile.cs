using System.Text.Encodings.Web;
using System.Text.Json;

namespace OpcSpaces.Model.Spaces;

/// <summary>
/// The community as JSON (comments allowed): read with every fault reported at once in a
/// <see cref="CommunityFileException"/>, and written so that reading it again gives the same community.
/// </summary>
public static class CommunityFile
{
    private static readonly CommunityJsonContext Readable = new(new JsonSerializerOptions(CommunityJsonContext.Default.Options)
    {
        // 共享工位区 stays readable; the file is never put into a page unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Reads UTF-8 JSON; <paramref name="fileName"/> only names it in faults.</summary>
    public static Community Read(ReadOnlyMemory<byte> utf8, string fileName)
    {
        var faults = new List<CommunityFault>();
        var community = Parse(utf8, faults);
        if (community is not null)
            CommunityRules.Check(community, faults);
        return community is null || faults.Count > 0 ? throw new CommunityFileException(fileName, faults) : community;
    }

    /// <summary>What is wrong with a community that was read elsewhere; empty when it could be written and read again.</summary>
    public static IReadOnlyList<CommunityFault> Faults(Community community)
    {
        var faults = new List<CommunityFault>();
        CommunityRules.Check(community, faults);
        return faults;
    }

    public static byte[] Write(Community community) => JsonSerializer.SerializeToUtf8Bytes(community, Readable.Community);

    private static Community? Parse(ReadOnlyMemory<byte> utf8, List<CommunityFault> faults)
    {
        try
        {
            if (utf8.Span.StartsWith("\uFEFF"u8))
                utf8 = utf8[3..];
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            using var document = JsonDocument.Parse(utf8, options);
            return CommunityJsonReader.Read(document.RootElement, faults);
        }
        catch (JsonException exception)
        {
            faults.Add(new CommunityFault("", $"line {exception.LineNumber + 1}", $"is not JSON ({exception.Message})"));
            return null;
        }
    }
}
