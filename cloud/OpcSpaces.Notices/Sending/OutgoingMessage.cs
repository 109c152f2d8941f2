using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Messages;

namespace OpcSpaces.Notices.Sending;

/// <summary>A message of a channel.</summary>
/// <param name="Id">Its id: the same in each attempt, also after a kill or a replay.</param>
/// <param name="Notices">What it says: one notice, or several for a digest. Not empty.</param>
internal sealed record OutgoingMessage(string Id, IReadOnlyList<Notice> Notices)
{
    private const int IdBytes = 18;

    /// <summary>The message that a channel makes of notices. Its id has no full stop, which the signature of webhooks uses between its parts.</summary>
    public static OutgoingMessage Of(Channel channel, IReadOnlyList<Notice> notices) =>
        new($"msg_{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [channel.Id, .. notices.Select(notice => notice.Id)]))).AsSpan(0, IdBytes))}", notices);

    /// <summary>What it says in a language; several notices become a list of them.</summary>
    /// <param name="language">The language.</param>
    /// <param name="first">Only so many of a list, which still counts all of them; null for all.</param>
    public NoticeText Text(NoticeLanguage language, int? first = null)
    {
        var texts = Notices.Take(first ?? Notices.Count).Select(notice => notice.Texts.In(language)).ToList();
        return Notices.Count == 1 ? texts[0] : new NoticeText(
            language == NoticeLanguage.Chinese ? $"安静时段内的 {Notices.Count} 条通知" : $"{Notices.Count} notices from the quiet hours",
            string.Join("\n\n", texts.Select(text => $"{text.Title}\n{text.Text}")))
        {
            LongText = string.Join("\n\n", texts.Select(text => $"{text.Title}\n{text.LongText ?? text.Text}")),
        };
    }
}

/// <summary>What has become of an attempt.</summary>
/// <param name="Error">Why the message was not taken, as a sentence without a secret; null when it was.</param>
internal sealed record SendResult(string? Error)
{
    public static SendResult Taken { get; } = new(default(string));

    /// <summary>For how long the receiver asked to wait; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What was wrong although it was taken; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>Recipients that the server has asked to try again later; empty for none.</summary>
    public IReadOnlyList<string> Deferred { get; init; } = [];

    /// <summary>Whether the server works, and refuses or defers all of these recipients.</summary>
    public bool IsAboutRecipients { get; init; }

    public bool IsTaken => Error is null;

    public static SendResult Failed(string error, TimeSpan? retryAfter = null) => new(error) { RetryAfter = retryAfter };
}
