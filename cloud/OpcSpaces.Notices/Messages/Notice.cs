using System.Net.Mime;
using System.Text.Json;
using OpcSpaces.Points;

namespace OpcSpaces.Notices.Messages;

/// <summary>Something that happened in a community, for the channels that want to be told.</summary>
/// <param name="Id">Says what happened, the same whenever it is said again: <c>report:nanshan-hub:2026-10</c>. 1 to 200 characters.</param>
/// <param name="Community">The community.</param>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What kind of thing it is: small letters in words with dots between them, such as <c>alarm.raised</c>.</param>
/// <param name="Urgency">How urgent it is.</param>
/// <param name="Texts">What it says.</param>
public sealed record Notice(string Id, string Community, DateTimeOffset At, string Kind, NoticeUrgency Urgency, NoticeTexts Texts)
{
    private const int LongestId = 200;

    /// <summary>Characters of a title.</summary>
    public const int LongestTitle = 200;

    private const int MostTextBytes = 256 * 1024;
    private const int MostFileBytes = 8 * 1024 * 1024;

    /// <summary>What programs need of it, as a JSON object.</summary>
    public JsonElement Data { get; init; } = JsonSerializer.SerializeToElement(new Dictionary<string, string>());

    /// <summary>Files that go with it; 8 MiB at most in all.</summary>
    public IReadOnlyList<NoticeFile> Files { get; init; } = [];

    /// <summary>Everything that is wrong with it, one sentence each; empty for a good one.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (Id.Length is 0 or > LongestId || Id.Any(char.IsControl)) faults.Add($"id \"{Id.CutTo(LongestId)}\": give 1 to {LongestId} characters without control characters");
        if (EntityId.Fault(Community) is { } community) faults.Add($"community \"{Community.CutTo(LongestId)}\" {community}");
        if (!NoticeKinds.IsKind(Kind)) faults.Add($"kind \"{Kind.CutTo(LongestId)}\": write words of small letters with dots between them, such as alarm.raised");
        if (Data.ValueKind != JsonValueKind.Object) faults.Add($"data is {Data.ValueKind}: give a JSON object");
        foreach (var (language, text) in ((string, NoticeText)[])[("English", Texts.English), ("Chinese", Texts.Chinese)])
        {
            if (string.IsNullOrWhiteSpace(text.Title) || text.Title.Length > LongestTitle || text.Title.Any(char.IsControl)) faults.Add($"title ({language}) \"{text.Title.CutTo(LongestTitle)}\": give one line of 1 to {LongestTitle} characters");
            if (text.Text.Length + (text.LongText?.Length ?? 0) + (text.Html?.Length ?? 0) > MostTextBytes) faults.Add($"text ({language}): give {MostTextBytes / 1024} KiB at most");
        }

        if (Files.Sum(file => (long)file.Content.Length) > MostFileBytes) faults.Add($"files: give {MostFileBytes / 1024 / 1024} MiB at most");
        foreach (var file in Files.Where(file => file.Name.Length == 0 || file.Name.IndexOfAny(['/', '\\']) >= 0 || file.Name.Any(char.IsControl) || !IsMediaType(file.MediaType)))
            faults.Add($"file \"{file.Name.CutTo(LongestId)}\" ({file.MediaType}): give a name without folders, and a media type such as application/pdf");
        return faults;
    }

    private static bool IsMediaType(string text)
    {
        try
        {
            return new ContentType(text).MediaType == text;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return false;
        }
    }
}
