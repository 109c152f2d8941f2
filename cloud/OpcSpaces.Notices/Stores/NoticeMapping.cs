using System.Text.Encodings.Web;
using System.Text.Json;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Rows;

namespace OpcSpaces.Notices.Stores;

/// <summary>Notices as rows.</summary>
internal static class NoticeMapping
{
    // It goes into a column, and not into a page.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static NoticeRow ToRow(this Notice notice, DateTimeOffset now) => new()
    {
        Id = notice.Id,
        Community = notice.Community,
        At = notice.At,
        QueuedAt = now,
        Kind = notice.Kind,
        Urgency = notice.Urgency,
        Texts = JsonSerializer.Serialize(notice.Texts, Json),
        Data = JsonSerializer.Serialize(notice.Data, Json),
    };

    public static Notice ToNotice(this NoticeRow row, IEnumerable<NoticeFileRow> files) => new(row.Id, row.Community, row.At, row.Kind, row.Urgency, JsonSerializer.Deserialize<NoticeTexts>(row.Texts, Json)!)
    {
        Data = JsonSerializer.Deserialize<JsonElement>(row.Data),
        Files = [.. files.OrderBy(file => file.Position).Select(file => new NoticeFile(file.Name, file.MediaType, file.Content))],
    };
}
